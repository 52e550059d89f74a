/** What happens every day and breaks easily, against one server: input methods, languages, foreign shops, assistive tools, policies. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { accessibilityTests } from "#test/browser/parts/accessibility";
import { auditTests } from "#test/browser/parts/audit";
import { foreignShopTests } from "#test/browser/parts/foreign-shop";
import { pagePolicyTests } from "#test/browser/parts/page-policy";
import { writingTests } from "#test/browser/parts/writing";
import { launchBrowser } from "#test/harness/browser";
import { newInstance, type RunningServer, startServer } from "#test/harness/server";

describe("every day", () => {
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
  writingTests(stage);
  foreignShopTests(stage);
  accessibilityTests(stage);
  pagePolicyTests(stage);
  auditTests(stage);
});
