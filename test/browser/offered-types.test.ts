/** An administrator says which types of tickets customers are offered, and the request form of the widget follows. */
import { describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { sharedStage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const WORDS = {
  en: { suggestion: "Suggestion", own: "Warranty repair" },
  "zh-CN": { suggestion: "建议", own: "保修维修" },
} as const;

describe.each(["en", "zh-CN"] as const)("types that customers are offered, in %s", (locale) => {
  const stage = sharedStage();
  const words = WORDS[locale];

  /** What somebody who comes to the shop now may choose. */
  async function offered(): Promise<string[]> {
    const { browser, server } = stage();
    const customer = await CustomerPage.visit(browser, server, locale);
    photographOnFailure(`offered-types-widget-${locale}`, customer.page);
    await customer.open();
    await customer.page.getByTestId("leave-request").click();
    const names = customer.page.getByTestId("request-type").locator("option");
    await names.first().waitFor({ state: "attached" });
    const all = await names.allTextContents();
    await customer.context.close();
    return all;
  }

  test("go from the form when they are switched off, and come to it when they are switched on", async () => {
    const { browser, server } = stage();
    const admin = await AgentPage.signIn(browser, server, locale, "admin");
    const { page } = admin;
    photographOnFailure(`offered-types-${locale}`, page);
    await page.goto(`${server.url}/console/settings/ticketTypes`);
    const at = (testId: string) => page.getByTestId(testId);
    /** Kept, before anybody looks. */
    const flip = async (toggle: ReturnType<typeof at>) => {
      const isKept = page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok());
      await toggle.click({ force: true });
      await isKept;
    };
    const builtIn = at("type-offered-suggestion");
    await builtIn.waitFor({ state: "attached" });
    expect(await builtIn.isChecked()).toBe(true);
    expect(await offered()).toContain(words.suggestion);
    await flip(builtIn);
    expect(await offered()).not.toContain(words.suggestion);
    // It is as it was left when the page is come back to.
    await page.reload();
    await builtIn.waitFor({ state: "attached" });
    expect(await builtIn.isChecked()).toBe(false);
    await flip(builtIn);
    expect(await offered()).toContain(words.suggestion);

    const own = `${words.own} ${crypto.randomUUID().slice(0, 8)}`;
    await at("type-new").click();
    await at("type-name").fill(own);
    await at("type-save").click();
    const row = at("type-row").filter({ hasText: own });
    const toggle = row.getByRole("switch");
    await toggle.waitFor({ state: "attached" });
    expect(await toggle.isChecked()).toBe(false);
    expect(await offered()).not.toContain(own);
    await flip(toggle);
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);
    expect(await offered()).toContain(own);
    await row.getByTestId("type-menu").click();
    await at("type-delete").click();
    await at("confirm").click();
    await row.waitFor({ state: "detached" });
    expect(await offered()).not.toContain(own);
    await admin.context.close();
  });
});
