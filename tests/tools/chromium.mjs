// The system's Chromium, never a downloaded one, set so that nothing but the page asks for anything.

import { chromium } from "playwright-core";

export const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--font-render-hinting=none"];

/** The browser at `path`, started. */
export const launch = (path = "/usr/bin/chromium") => chromium.launch({ executablePath: path, args: FLAGS });
