// Serves an output folder on this machine the way a host would: under its base path, compressed, with its 404 page for what does not
// exist.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  css: "text/css; charset=utf-8", gif: "image/gif", html: "text/html; charset=utf-8", ico: "image/x-icon", jpg: "image/jpeg",
  js: "text/javascript; charset=utf-8", json: "application/json", mjs: "text/javascript; charset=utf-8", mp4: "video/mp4", png: "image/png",
  svg: "image/svg+xml", txt: "text/plain; charset=utf-8", webm: "video/webm", webp: "image/webp", woff2: "font/woff2", xml: "application/xml",
};

/** Starts the server on a free port: its origin, the address of a file, and how to stop it. */
export async function serve(output) {
  const server = createServer((request, response) => {
    const { file } = output.resolve(new URL(request.url, output.base.origin));
    const found = file ?? (output.known.has("404.html") ? "404.html" : undefined);
    const type = TYPES[path.extname(found ?? "").slice(1)] ?? "application/octet-stream";
    const isText = /^text|json|xml/.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    const body = found ? readFileSync(path.join(output.folder, found)) : "";
    response.writeHead(file ? 200 : 404, { "content-type": type, ...(isText && { "content-encoding": "gzip" }) });
    response.end(isText ? gzipSync(body) : body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    address: (file) => origin + new URL(output.address(file)).pathname,
    close: () => server.close(),
  };
}
