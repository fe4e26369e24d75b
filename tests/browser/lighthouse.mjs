// Lighthouse over one page of each kind that readers meet most: 100 for accessibility, best practices and SEO, and at least 98 for
// performance, of which the best of three tries counts, since other programs run on the machine.
//
//   node tests/browser/lighthouse.mjs OUT --kinds home,article --chromium PATH

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import lighthouse from "lighthouse";
import { FLAGS } from "../tools/chromium.mjs";
import { Report, commandLine, pagesByKind } from "../tools/output.mjs";
import { serve } from "../tools/static-server.mjs";

const LEAST = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
const TRIES = 3;

const { output, options } = commandLine();
const report = new Report();
const kinds = pagesByKind(output);
const server = await serve(output);
const profile = mkdtempSync(path.join(tmpdir(), "gen-lighthouse-"));
const port = await freePort();
const browser = spawn(options.chromium ?? "/usr/bin/chromium", [...FLAGS, `--remote-debugging-port=${port}`, `--user-data-dir=${profile}`, "about:blank"], { stdio: "ignore" });
const ended = new Promise((done) => browser.once("exit", done));
try {
  await answering(port);
  for (const kind of options.kinds.split(",")) {
    const page = kinds.get(kind)?.at(-1);
    if (page) await audit(page);
    else report.fault(output.folder, `has no page of the kind "${kind}"`);
  }
} finally {
  browser.kill();
  await ended;
  server.close();
  rmSync(profile, { recursive: true, force: true });
}
report.finish(`${options.kinds} by Lighthouse`);

async function audit(page) {
  let faults = [];
  for (let n = 0; n < TRIES; n += 1) {
    const { lhr } = await lighthouse(server.address(page), { port, logLevel: "error", output: "json", onlyCategories: Object.keys(LEAST) });
    const scores = Object.entries(LEAST).map(([name, least]) => ({ name, least, score: Math.round(100 * lhr.categories[name].score) }));
    console.log(`${page}: ${scores.map(({ name, score }) => `${name} ${score}`).join(", ")}`);
    const low = scores.filter(({ score, least }) => score < least);
    faults = low.map(({ name, score, least }) => `${name} is ${score}, not ${least}: ${failed(lhr, name)}`);
    if (low.every(({ name }) => name !== "performance")) break;
  }
  for (const fault of faults) report.fault(page, fault);
}

/** The audits of a category that took from its score. */
function failed(lhr, category) {
  const audits = lhr.categories[category].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => lhr.audits[id]);
  return audits.filter(({ score }) => score !== null && score < 0.9).map(({ id, displayValue }) => `${id} ${displayValue ?? ""}`.trim()).join(", ");
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port: free } = probe.address();
      probe.close(() => done(free));
    });
  });
}

/** Comes back when the browser answers at its port. */
async function answering(at) {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${at}/json/version`).catch(() => undefined);
    if (answer?.ok) return;
    if (browser.exitCode !== null) throw new Error("the browser doesn't start");
    await new Promise((done) => setTimeout(done, 50));
  }
}
