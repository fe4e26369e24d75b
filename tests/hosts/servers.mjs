// nginx and Apache serve the sample on this machine with the configuration that `[publish]` writes, at the root of a host and below a path:
// old addresses, with their queries, lead on with status 301 and their neighbours don't; what doesn't exist gives the page 404.html with
// status 404; assets may be kept for a year and pages for minutes; each answer has the headers for security once.
//
// Both come from Debian's packages (nginx-light, apache2), listen on 127.0.0.1 alone, write to a folder of their own, and end with this
// process.
//
//   node tests/hosts/servers.mjs GEN

import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { Report } from "../tools/output.mjs";
import { build, NEIGHBOURS, PATHS, program, QUERIES, run, target, temporary } from "./sample.mjs";

const SECURITY = { "content-security-policy": /frame-ancestors/, "x-content-type-options": /^nosniff$/, "referrer-policy": /^[a-z-]+$/ };
const FOREVER = /^public, max-age=31536000, immutable$/;
const MINUTES = /^public, max-age=300$/;
const TYPES = { "/": /^text\/html/, "/atom.xml": /xml/, "/feed.json": /^application\/json/, "/sitemap.xml": /xml/, "/robots.txt": /^text\/plain/ };
const MODULES = "/usr/lib/apache2/modules";

const gen = program();
const report = new Report();
let requests = 0;

for (const [name, start] of [["nginx", startNginx], ["apache", startApache]]) {
  for (const base of ["/", "/blog/"]) {
    const where = `${name} at ${base}`;
    let server;
    try {
      const site = build(gen, { name, base, queries: QUERIES });
      server = await start(site);
      await check(site, server, where);
    } catch (error) {
      report.fault(where, error.message);
    } finally {
      await server?.stop();
    }
  }
}
report.finish(`${requests} requests`);

async function check(site, server, where) {
  const get = async (address) => {
    requests += 1;
    return request(server.port, site.at(address));
  };
  const expect = (address, answer, status, location) => {
    const to = answer.headers.location;
    const found = to && new URL(to, "http://127.0.0.1");
    const leads = found && found.pathname + found.search;
    if (answer.status === status && (location === undefined || leads === location)) return;
    report.fault(where, `${site.at(address)} gives ${answer.status} ${to ?? ""}, expected ${status} ${location ?? ""}`);
  };

  for (const old of PATHS) {
    expect(old.ask, await get(old.ask), 301, site.at(target(old)));
    const withQuery = `${old.ask}?from=a%20feed&x`;
    expect(withQuery, await get(withQuery), 301, `${site.at(target(old))}?from=a%20feed&x`);
  }
  for (const old of QUERIES) {
    for (const address of old.asks) expect(address, await get(address), 301, site.at(target(old)));
    const status = old.alias.startsWith("/?") ? 200 : 404;
    for (const address of old.others) expect(address, await get(address), status);
  }
  for (const address of [...NEIGHBOURS, "/nowhere", "/nowhere/", "/gen-assets/nothing.css", "/index.php"]) {
    const answer = await get(address);
    expect(address, answer, 404);
    if (answer.body !== site.read("404.html")) report.fault(where, `${site.at(address)} shows ${answer.body.slice(0, 60)}…, expected 404.html`);
    if (/immutable/.test(answer.headers["cache-control"] ?? "")) report.fault(where, `${site.at(address)} doesn't exist, but may be kept for a year`);
    checkHeaders(where, site.at(address), answer, SECURITY);
  }
  expect("/about", await get("/about"), 301, site.at("/about/"));

  for (const address of ["/", "/about/"]) {
    const answer = await get(address);
    expect(address, answer, 200);
    if (answer.body !== site.read(`${address.slice(1)}index.html`)) report.fault(where, `${site.at(address)} isn't the page that gen wrote`);
    checkHeaders(where, site.at(address), answer, { ...SECURITY, "cache-control": MINUTES });
  }
  const asset = `/gen-assets/${site.asset}`;
  const answer = await get(asset);
  expect(asset, answer, 200);
  checkHeaders(where, site.at(asset), answer, { ...SECURITY, "cache-control": FOREVER, "content-type": /^text\/css/ });
  for (const [address, type] of Object.entries(TYPES)) checkHeaders(where, site.at(address), await get(address), { "content-type": type });
}

/** Each of these headers stands in the answer once, with a value that fits. */
function checkHeaders(where, address, answer, expected) {
  for (const [name, value] of Object.entries(expected)) {
    const found = answer.all.filter((header) => header.name === name).map((header) => header.value);
    if (found.length !== 1 || !value.test(found[0])) report.fault(where, `${address} has ${name}: ${found.join(" and ") || "none"}, expected ${value} once`);
  }
}

/** Asks for a path exactly as it is written. */
function request(port, address) {
  return new Promise((resolve, reject) => {
    const asked = http.get({ host: "127.0.0.1", port, path: address, agent: false, timeout: 10_000 }, (response) => {
      const chunks = [];
      const all = [];
      for (let i = 0; i < response.rawHeaders.length; i += 2) {
        all.push({ name: response.rawHeaders[i].toLowerCase(), value: response.rawHeaders[i + 1] });
      }
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, all, body: Buffer.concat(chunks).toString() }));
      response.on("error", reject);
    });
    asked.on("timeout", () => asked.destroy(new Error(`no answer to ${address}`)));
    asked.on("error", reject);
  });
}

async function startNginx(site) {
  const folder = temporary();
  const port = await freePort();
  const config = path.join(folder, "nginx.conf");
  const own = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
  writeFileSync(config, `
    daemon off;
    master_process off;
    pid ${folder}/nginx.pid;
    error_log stderr crit;
    events {}
    http {
      include /etc/nginx/mime.types;
      access_log off;
      ${own.join("\n      ")}
      server {
        listen 127.0.0.1:${port};
        root ${site.folder};
        include ${site.out}.nginx.conf;
      }
    }
  `);
  run("nginx", ["-t", "-q", "-c", config, "-e", "stderr"]);
  return started("nginx", ["-c", config, "-e", "stderr"], port);
}

async function startApache(site) {
  const folder = temporary();
  const port = await freePort();
  const config = path.join(folder, "apache2.conf");
  const modules = ["mpm_event", "authz_core", "dir", "mime", "rewrite", "headers"];
  mkdirSync(path.join(folder, "run"));
  writeFileSync(config, `
    ServerRoot ${folder}
    ServerName localhost
    DefaultRuntimeDir ${folder}/run
    PidFile ${folder}/apache2.pid
    ErrorLog /dev/stderr
    LogLevel error
    Listen 127.0.0.1:${port}
    User www-data
    Group www-data
    ${modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join("\n    ")}
    TypesConfig /etc/mime.types
    DocumentRoot ${site.folder}
    <Directory />
      AllowOverride None
      Require all denied
    </Directory>
    <Directory ${site.folder}>
      AllowOverride FileInfo
      Require all granted
    </Directory>
  `);
  run("apache2", ["-t", "-f", config]);
  return started("apache2", ["-X", "-f", config], port);
}

/** A program that listens on the port by now; it ends when told, and with this process. */
async function started(command, args, port) {
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  let failed;
  child.once("error", (error) => (failed = error));
  for (let tries = 0; !(await listens(port)); tries += 1) {
    if (failed) throw failed;
    if (child.exitCode !== null || tries > 100) throw new Error(`${command} doesn't listen on port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = async () => {
    child.kill("SIGTERM");
    const patience = setTimeout(kill, 5_000);
    await ended;
    clearTimeout(patience);
    process.off("exit", kill);
  };
  return { port, stop };
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: "127.0.0.1", port });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
