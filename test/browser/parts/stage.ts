/**
 * What browser tests stand on: one server and one browser that files share. A test brings its own customers, looks only at
 * their conversations, and leaves the demo as it was: its people offline, with their role and password (`newLogin` makes
 * somebody whom a test may change), and its settings. A file that kills the server, or changes what every visitor sees,
 * starts a server of its own, as conversation.test.ts does.
 */
import type { Browser } from "playwright-core";
import { beforeAll, inject } from "vitest";
import { launchBrowser } from "#test/harness/browser";
import type { RunningServer } from "#test/harness/server";

export interface Stage {
  readonly browser: Browser;
  readonly server: Omit<RunningServer, "killGroup">;
}

/** One for the whole process, which runs one file after the other; it ends with it. */
let launched: Promise<Browser> | undefined;

/** @returns what gives the stage once the tests run */
export function sharedStage(): () => Stage {
  let stage: Stage;
  beforeAll(async () => {
    launched ??= launchBrowser();
    // Numbered from 1, as the servers are there for them.
    const server = inject("servers")[Number(process.env.VITEST_POOL_ID) - 1];
    if (server === undefined) throw new Error("no server for this test process");
    stage = { browser: await launched, server };
  });
  return () => stage;
}
