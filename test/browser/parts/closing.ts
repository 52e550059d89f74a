/** Closing: resolved with a note, not settled for the customer, looked at by a supervisor, resolved once more, and rated. */
import { expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { resolveBy } from "#test/browser/parts/resolving";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const WORDS = {
  en: {
    question: "Is your question settled?",
    resolvedAs: "resolved this as Exchange",
    notSettled: "The customer says that it is not settled",
    rated: "5 of 5 stars",
    alert: "not settled",
  },
  "zh-CN": {
    question: "问题解决了吗？",
    resolvedAs: "已解决，分类：换货",
    notSettled: "客户反馈问题还没有解决",
    rated: "评分 5/5",
    alert: "的问题未解决",
  },
} as const;
/** It is asked a moment after it was resolved. */
const ASKED_WITHIN_MS = 40_000;

export function closingTests(stage: () => Stage): void {
  test.each([
    ["en", "zh-CN"],
    ["zh-CN", "en"],
  ] as const)(
    "a customer in %s says whether it is settled, and a supervisor in %s hears that it is not",
    async (locale, other) => {
      const { browser, server } = stage();
      const question = `The lid of my teapot does not fit (${locale})`;
      const customer = await CustomerPage.visit(browser, server, locale);
      await customer.begin();
      await customer.write(question);
      await expect.poll(() => customer.states()).toEqual(["sent"]);
      const agent = await AgentPage.signIn(browser, server, locale);
      const lead = await AgentPage.signIn(browser, server, other, "supervisor");
      photographOnFailure(`closing-customer-${locale}`, customer.page);
      photographOnFailure(`closing-agent-${locale}`, agent.page);
      photographOnFailure(`closing-lead-${locale}`, lead.page);
      await agent.take(question);
      const answer = `A new lid is on its way (${locale}).`;
      await agent.write(answer);
      await agent.page.getByTestId("action-resolve").click();
      await agent.page.getByTestId("closing-dialog").waitFor();
      // Its button is grey until the categories are there, and fades to what it is then.
      await agent.page.getByTestId("closing-other").waitFor();
      await expect.poll(async () => (await lookForBarriers(agent.page, "body")).grave).toEqual([]);
      await agent.page.keyboard.press("Escape");
      await resolveBy(agent.page, "action-resolve", "exchange", "Lid sent, call 13800138000");
      const lines = (page: AgentPage) => page.page.getByTestId("activity").allInnerTexts();
      await expect.poll(() => lines(agent)).toContainEqual(expect.stringContaining(WORDS[locale].resolvedAs));
      expect((await lines(agent)).join()).not.toContain("13800138000");

      // A later visit is asked as well, until it is answered.
      const card = customer.page.getByTestId("closing");
      await card.waitFor({ timeout: ASKED_WITHIN_MS });
      await customer.reload();
      await card.getByText(WORDS[locale].question).waitFor();
      expect((await lookForBarriers(customer.page, "edgedesk-widget")).grave).toEqual([]);
      // It is said for some seconds: whoever looks only afterwards may be too late.
      const alert = lead.page.getByText(WORDS[other].alert).first().waitFor();
      await card.getByTestId("closing.notYet").press("Enter");
      await Promise.all([alert, card.locator("fieldset").waitFor()]);

      await lead.show("all");
      await lead.rows.filter({ hasText: answer }).click();
      await expect.poll(() => lines(lead)).toContainEqual(expect.stringContaining(WORDS[other].notSettled));
      await resolveBy(lead.page, "action-resolve", "complaint");
      await card.getByTestId("closing.yes").click({ timeout: ASKED_WITHIN_MS });
      // Stars as a keyboard chooses them.
      await card.getByRole("radio").first().focus();
      for (let star = 1; star < 5; star += 1) await customer.page.keyboard.press("ArrowRight");
      await card.locator("textarea").fill("It fits now");
      await card.getByTestId("closing.send").click();
      await card.getByTestId("closing.change").waitFor();

      await expect.poll(() => lines(lead)).toContainEqual(expect.stringContaining("It fits now"));
      await expect.poll(() => lines(lead)).toContainEqual(expect.stringContaining(WORDS[other].rated));
      await expect.poll(() => lead.page.getByTestId("closing-mark").textContent()).toContain("★★★★★");
      await Promise.all([customer, agent, lead].map(({ context }) => context.close()));
    },
  );

  test("categories are made, renamed, ordered and retired on their page", async () => {
    const { browser, server } = stage();
    const admin = await AgentPage.signIn(browser, server, "zh-CN", "admin");
    const { page } = admin;
    photographOnFailure("closing-settings", page);
    await page.goto(`${server.url}/console/settings/closing`);
    const rows = page.getByTestId("category-row");
    await rows.filter({ hasText: "咨询已答复" }).waitFor();
    await page.getByTestId("closing-new").click();
    await page.getByTestId("category-name").fill("退款");
    await page.getByTestId("category-name").fill("安装咨询");
    await page.getByTestId("category-save").click();
    await rows.filter({ hasText: "安装咨询" }).waitFor();
    const own = rows.filter({ hasText: "安装咨询" });
    await own.getByTestId("category-up").click();
    await expect.poll(async () => (await rows.allInnerTexts()).at(-2)).toContain("安装咨询");
    await own.getByTestId("category-retire").click();
    await own.getByText("已停用").waitFor();
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);
    await page.reload();
    await own.getByText("已停用").waitFor();
    await admin.context.close();
  });
}
