// What the suites beside this file share: tests by name, run one after another, and the line at the end.

import assert from "node:assert/strict";

export class Suite {
  #tests = new Map();

  /** Notes the test `name`. */
  test = (name, body) => this.#tests.set(name, body);

  /** Runs those tests whose name has `only` in it, each by `attempt`, which is given its body and its name and throws what is wrong. */
  async run(attempt, only = "") {
    const chosen = [...this.#tests].filter(([name]) => name.includes(only));
    assert.ok(chosen.length > 0, "no test has that name");
    let failed = 0;
    for (const [name, body] of chosen) {
      try {
        await attempt(body, name);
        console.log(`ok      ${name}`);
      } catch (error) {
        failed += 1;
        console.log(`FAILED  ${name}\n${error.stack}`);
      }
    }
    console.log(`${chosen.length - failed} of ${chosen.length} tests passed`);
    if (failed > 0) process.exitCode = 1;
  }
}
