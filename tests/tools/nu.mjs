// Runs the Nu Html Checker (npm `vnu-jar`, on Java), which also holds the RELAX NG validator jing.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const FILES_PER_RUN = 2000;
const jar = String(createRequire(import.meta.url)("vnu-jar"));

/** What the checker says of files of an output, as `{ place, severity, text }`; `options` are those of its command line. */
export function nu(output, files, options) {
  const found = [];
  for (let i = 0; i < files.length; i += FILES_PER_RUN) {
    for (const message of run(output, files.slice(i, i + FILES_PER_RUN), options)) found.push(readable(output, message));
  }
  return found;
}

function run(output, files, options) {
  const paths = files.map((file) => path.join(output.folder, file));
  const fixed = ["--stdout", "--exit-zero-always", "--asciiquotes", "--format", "json"];
  const java = spawnSync("java", ["-Xss4m", "-jar", jar, ...fixed, ...options, ...paths], { encoding: "utf8", maxBuffer: 1 << 30 });
  if (java.error || java.status !== 0) {
    console.error(`vnu.jar did not run: ${java.error?.message ?? java.stderr}`);
    process.exit(1);
  }
  return JSON.parse(java.stdout).messages;
}

function readable(output, { url, lastLine, firstColumn, lastColumn, type, subType, message, extract }) {
  const file = path.relative(output.folder, fileURLToPath(url));
  return {
    place: `${file}:${lastLine ?? 1}:${firstColumn ?? lastColumn ?? 1}`,
    severity: subType ?? type,
    text: extract ? `${message} (${extract.trim().replace(/\s+/g, " ")})` : message,
  };
}
