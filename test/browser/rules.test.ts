/** An administrator makes a rule, tries it on what there was, saves it, and the next customer who complains is seen to by it. */
import { describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { sharedStage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const WORDS = {
  en: {
    rule: "Complaints become tickets",
    complaint: "This is a formal complaint about my kettle",
    line: "By the rule",
  },
  "zh-CN": { rule: "投诉自动建工单", complaint: "水壶漏水，我要投诉", line: "按规则" },
} as const;

describe.each(["en", "zh-CN"] as const)("routing rules in %s", (locale) => {
  const stage = sharedStage();
  const words = WORDS[locale];

  test("are made, tried, saved, and asked of who writes next", async () => {
    const { browser, server } = stage();
    const before = await CustomerPage.visit(browser, server, locale);
    await before.begin();
    await before.write(words.complaint);
    await expect.poll(() => before.states()).toEqual(["sent"]);
    const admin = await AgentPage.signIn(browser, server, locale, "admin");
    const { page } = admin;
    photographOnFailure(`rules-${locale}`, page);
    const at = (testId: string) => page.getByTestId(testId);
    await page.goto(`${server.url}/console/settings/rules`);
    await at("example-complaint").click();
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);
    await at("rule-done").click();
    await at("rule").filter({ hasText: words.rule }).waitFor();

    // The index of conversations hears of a new one a moment later.
    const tried = async () => {
      await at("trial-run").click();
      // What was found before is gone until then.
      await at("trial-looked").waitFor();
      return at("trial-item").filter({ hasText: words.complaint }).count();
    };
    await expect.poll(tried, { interval: 1_000 }).toBeGreaterThan(0);
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);

    // Two channels at once there cannot be: the rule says so, and is not saved.
    await at("rule-edit").click();
    for (const channel of [0, 1]) {
      await at("add-condition").click();
      await at("add-condition-channel").click();
      await at("condition")
        .nth(channel + 1)
        .getByRole("checkbox")
        .nth(channel)
        .check();
    }
    await at("rule-done").click();
    await at("rule-flaw").waitFor();
    expect(await at("rules-save").isDisabled()).toBe(true);
    await at("rule-edit").click();
    for (const nth of [2, 1]) await at("condition").nth(nth).getByRole("button").last().click();
    await at("rule-done").click();
    await at("rule-flaw").waitFor({ state: "detached" });
    await at("rules-save").click();
    await at("rules-bar").waitFor({ state: "detached" });

    const customer = await CustomerPage.visit(browser, server, locale);
    await customer.begin();
    const again = `${words.complaint} (2)`;
    await customer.write(again);
    await page.goto(`${server.url}/console/inbox/all`);
    await at("conversation-row").filter({ hasText: again }).click();
    await page.getByText(words.line).first().waitFor();

    // Another language's run finds it as this one did.
    await page.goto(`${server.url}/console/settings/rules`);
    await at("rule-menu").click();
    await at("rule-delete").click();
    await at("rules-save").click();
    await at("rules-bar").waitFor({ state: "detached" });
    await Promise.all([admin.context.close(), customer.context.close(), before.context.close()]);
  });
});
