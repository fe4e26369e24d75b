// Every page, style sheet and SVG of an output is valid: checked by the Nu Html Checker.
//
// Errors, warnings and remarks fail alike. What is allowed is listed, each with its reason, in `html-allowed.txt`: one regular expression
// a line, for the whole of `message (the place in the source)` as it is printed here.

import { readFileSync } from "node:fs";
import { nu } from "./nu.mjs";
import { commandLine, Report } from "./output.mjs";

const allowed = readFileSync(new URL("html-allowed.txt", import.meta.url), "utf8").split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => new RegExp(`^(?:${line})$`, "s"));

const { output } = commandLine();
const report = new Report();
const files = output.files.filter((file) => /\.(html|css|svg)$/.test(file));
for (const { place, severity, text } of nu(output, files, ["--also-check-css", "--also-check-svg"])) {
  if (!allowed.some((pattern) => pattern.test(text))) report.fault(place, `${severity}: ${text}`);
}
report.finish(`${files.length} pages, style sheets and images`);
