/** An administrator says who knows what and hands a team's work out by hand; the agents see that. */
import { describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { sharedStage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";

const WORDS = {
  en: { level: "Level 3", hours: "For 2 hours from now", skill: "Refunds", language: "English", off: "Off" },
  "zh-CN": { level: "3 级", hours: "从现在起 2 小时", skill: "退款", language: "英语", off: "关闭" },
} as const;

describe.each(["en", "zh-CN"] as const)("routing in %s", (locale) => {
  const stage = sharedStage();
  const words = WORDS[locale];

  test("is set by skill, by team and by hand for a time", async () => {
    const { browser, server } = stage();
    const { page, context } = await AgentPage.signIn(browser, server, locale, "admin");
    photographOnFailure(`routing-${locale}`, page);
    const at = (testId: string) => page.getByTestId(testId);
    await page.goto(`${server.url}/console/settings/routing`);

    await at("new-skill").click();
    await at("skill-save").click();
    expect(await at("skill-dialog").isVisible()).toBe(true);
    await at("skill-name-en").fill("Refunds");
    await at("skill-name-zh").fill("退款");
    await at("skill-save").click();
    await at("skill-dialog").waitFor({ state: "detached" });
    await at("skill").filter({ hasText: words.skill }).waitFor();

    const person = at("routing-person").first();
    await person.getByTestId("change-abilities").click();
    await at("abilities-dialog").getByLabel(words.language).check();
    await at("skill-level").first().click();
    await page.getByRole("option", { name: words.level, exact: true }).click();
    await at("abilities-save").click();
    await person.filter({ hasText: `${words.language} · ${words.skill} 3` }).waitFor();

    const choose = async (option: string) => {
      await at("routing-team").first().getByTestId("change-team-routing").click();
      await at("routing-manual").click();
      await page.getByRole("option", { name: option, exact: true }).click();
      await at("team-routing-save").click();
      await at("team-routing-dialog").waitFor({ state: "detached" });
    };
    await choose(words.hours);
    await page.goto(`${server.url}/console/inbox/unassigned`);
    await at("manual-notice").waitFor();
    await page.goto(`${server.url}/console/settings/routing`);
    await choose(words.off);
    await page.goto(`${server.url}/console/inbox/unassigned`);
    await at("conversation-list").waitFor();
    await at("manual-notice").waitFor({ state: "detached" });

    // Another language's run finds it as this one did.
    await page.goto(`${server.url}/console/settings/routing`);
    await at("routing-person").first().getByTestId("change-abilities").click();
    await at("abilities-dialog").getByLabel(words.language).uncheck();
    await at("abilities-save").click();
    await at("abilities-dialog").waitFor({ state: "detached" });
    await at("delete-skill").first().click();
    await at("skill").waitFor({ state: "detached" });
    await context.close();
  });
});
