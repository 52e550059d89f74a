/** A demo of its own with its past, and a browser, for as long as pictures are made. */
import type { Browser } from "playwright-core";
import { launchBrowser } from "#test/harness/browser";
import { emptyInstance, startServer } from "#test/harness/server";
import { makeWorld, type World } from "#test/screens/world";

export async function withDemo(action: (browser: Browser, world: World) => Promise<void>): Promise<void> {
  const instance = await emptyInstance();
  const [server, browser] = await Promise.all([startServer({ ...instance, withPast: true }), launchBrowser()]);
  try {
    await action(browser, await makeWorld(server));
  } finally {
    await browser.close();
    await server.killGroup();
    instance.remove();
  }
}
