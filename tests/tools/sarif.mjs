// A log in SARIF is valid by the standard's own schema, which npm `@microsoft/jest-sarif` ships, and each result names a rule of the log,
// and a file that is there. The log is read from standard input; the argument is the folder that its files are named from.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";

const folder = process.argv[2] ?? ".";
const log = JSON.parse(readFileSync(0, "utf8"));
const package_ = createRequire(import.meta.url).resolve("@microsoft/jest-sarif/package.json");
const schema = JSON.parse(readFileSync(join(package_, "../lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));

// one of its patterns is none to the stricter grammar of the flag `u`
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const faults = [];
if (!ajv.validate(schema, log)) faults.push(...ajv.errors.map((error) => `${error.instancePath}: ${error.message}`));
for (const run of log.runs) {
  const rules = run.tool.driver.rules;
  for (const result of run.results) {
    if (rules[result.ruleIndex]?.id !== result.ruleId) faults.push(`${result.ruleId} isn't rule ${result.ruleIndex}`);
    for (const { physicalLocation } of result.locations ?? []) {
      const file = decodeURIComponent(physicalLocation?.artifactLocation.uri ?? ".");
      if (!existsSync(join(folder, file))) faults.push(`${result.ruleId}: there is no ${file}`);
    }
  }
}
for (const fault of faults) console.error(fault);
console.log(`SARIF: ${log.runs.flatMap((run) => run.results).length} results, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
