/** The audit log as an administrator reads it. */
import { readFile } from "node:fs/promises";
import type { Download } from "playwright-core";
import { describe, expect, test } from "vitest";
import { auditWords } from "#client/i18n/console-audit.ts";
import { translate } from "#client/i18n/translate.ts";
import { LOCALES } from "#protocol/constants";
import { AgentPage } from "#test/browser/pages/agent";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

export function auditTests(stage: () => Stage): void {
  describe("the audit log", () => {
    test.each(LOCALES)("is read, filtered and exported in %s, and tells of the export itself", async (locale) => {
      const { browser, server } = stage();
      const admin = await AgentPage.signIn(browser, server, locale, "admin");
      const { page } = admin;
      photographOnFailure(`audit-${locale}`, page);
      await page.goto(`${server.url}/console/settings/audit`);
      const entries = page.getByTestId("audit-entry");

      await page.getByTestId("audit-export").click();
      const saved = page.waitForEvent("download");
      await page.getByTestId("audit-export-csv").click();
      expect(await textOf(await saved)).toMatch(/^\uFEFFseq,/);
      const sentence = translate(auditWords, locale, "audit.say.audit.exported", { who: "Gao Ming 高明" });
      await entries.filter({ hasText: sentence }).first().waitFor();

      await entries.filter({ hasText: sentence }).first().getByRole("button").click();
      await page.getByTestId("audit-details").getByText("audit.exported").waitFor();
      expect((await lookForBarriers(page, "#root")).grave).toEqual([]);

      await page.getByTestId("audit-from").fill("2099-01-01");
      await page.getByTestId("notice").waitFor();
      await expect.poll(() => entries.count()).toBe(0);
      await page.getByTestId("audit-clear").click();
      await entries.first().waitFor();
      await admin.context.close();
    });

    test("is nothing that an agent finds", async () => {
      const { browser, server } = stage();
      const agent = await AgentPage.signIn(browser, server, "en");
      await agent.page.goto(`${server.url}/console/settings`);
      await agent.page.getByTestId("settings-security").waitFor();
      expect(await agent.page.getByTestId("settings-audit").count()).toBe(0);
      await agent.page.goto(`${server.url}/console/settings/audit`);
      await agent.page.getByTestId("notice").waitFor();
      expect(await agent.page.getByTestId("audit-page").count()).toBe(0);
      await agent.context.close();
    });
  });
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), "utf8");
}
