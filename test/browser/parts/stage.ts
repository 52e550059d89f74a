/** What tests that share one server and one browser are given; it is there once the tests run. */
import type { Browser } from "playwright-core";
import type { RunningServer } from "#test/harness/server";

export interface Stage {
  readonly browser: Browser;
  readonly server: RunningServer;
}
