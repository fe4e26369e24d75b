// Every page, style sheet and SVG of an output is valid: checked by the Nu Html Checker (npm `vnu-jar`, runs on Java).
//
// Errors, warnings and remarks fail alike. What is allowed is listed, each with its reason, in `html-allowed.txt`: one regular expression
// a line, for the whole of `message (the place in the source)` as it is printed here.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { commandLine, Report } from "./output.mjs";

const FILES_PER_RUN = 2000;
const jar = String(createRequire(import.meta.url)("vnu-jar"));
const allowed = readFileSync(new URL("html-allowed.txt", import.meta.url), "utf8").split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => new RegExp(`^(?:${line})$`, "s"));

const { output } = commandLine();
const report = new Report();
const files = output.files.filter((file) => /\.(html|css|svg)$/.test(file));
for (let i = 0; i < files.length; i += FILES_PER_RUN) check(files.slice(i, i + FILES_PER_RUN));
report.finish(`${files.length} pages, style sheets and images`);

function check(some) {
  for (const { url, lastLine, firstColumn, type, subType, message, extract } of messages(some)) {
    const file = path.relative(output.folder, fileURLToPath(url));
    const text = extract ? `${message} (${extract.trim().replace(/\s+/g, " ")})` : message;
    if (!allowed.some((pattern) => pattern.test(text))) report.fault(`${file}:${lastLine ?? 1}:${firstColumn ?? 1}`, `${subType ?? type}: ${text}`);
  }
}

function messages(some) {
  const paths = some.map((file) => path.join(output.folder, file));
  const options = ["--stdout", "--exit-zero-always", "--asciiquotes", "--format", "json", "--also-check-css", "--also-check-svg"];
  const run = spawnSync("java", ["-Xss4m", "-jar", jar, ...options, ...paths], { encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.error || run.status !== 0) {
    console.error(`vnu.jar did not run: ${run.error?.message ?? run.stderr}`);
    process.exit(1);
  }
  return JSON.parse(run.stdout).messages;
}
