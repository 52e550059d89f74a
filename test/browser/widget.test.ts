/** The widget on the pages of shops, against one server: hard pages, odd people, and what page and widget tell each other. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { widgetPageTests } from "#test/browser/parts/widget-page";
import { widgetSdkTests } from "#test/browser/parts/widget-sdk";
import { widgetSpeedTests } from "#test/browser/parts/widget-speed";
import { launchBrowser } from "#test/harness/browser";
import { newInstance, type RunningServer, startServer } from "#test/harness/server";

describe("the widget", () => {
  let instance: Awaited<ReturnType<typeof newInstance>>;
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    instance = await newInstance();
    [server, browser] = await Promise.all([startServer(instance), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.killGroup();
    instance?.remove();
  });

  const stage = () => ({ browser, server });
  widgetPageTests(stage);
  widgetSdkTests(stage);
  widgetSpeedTests(stage);
});
