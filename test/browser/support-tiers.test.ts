/** A chat and a ticket are transferred to the second line of support, and its agent has them with the reason. */
import { describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { sharedStage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";
import { newLogin } from "#test/harness/new-login";

const WORDS = {
  en: {
    question: "Crystalline glaze: at which temperature?",
    option: /^Second line \(.*After-sales/,
    done: "the second line (After-sales",
    ticket: "To the second line of support",
    third: "Third line",
    unserved: "No other team of this line",
  },
  "zh-CN": {
    question: "结晶釉要烧到多少度？",
    option: /^二线支持（.*售后服务/,
    done: "二线支持（After-sales",
    ticket: "转交给二线支持",
    third: "三线支持",
    unserved: "没有其他客服组负责",
  },
} as const;
const REASON = "Only they know this kiln";

describe.each(["en", "zh-CN"] as const)("lines of support in %s", (locale) => {
  const stage = sharedStage();
  const words = WORDS[locale];

  /** Somebody of a team, signed in. */
  async function signIn(teamId: string) {
    const { browser, server } = stage();
    const login = await newLogin(server, "agent", undefined, [teamId]);
    const site = { ...server, demo: { ...server.demo, logins: [login] } };
    const agent = await AgentPage.signIn(browser, site, locale);
    photographOnFailure(`support-tiers-${teamId}-${locale}`, agent.page);
    return agent;
  }

  test("a chat waits for an agent of the second line, who reads why and what was said", async () => {
    const { browser, server } = stage();
    const customer = await CustomerPage.visit(browser, server, locale);
    await customer.begin();
    await customer.write(words.question);
    await expect.poll(() => customer.states()).toEqual(["sent"]);
    const first = await signIn("support");
    const second = await signIn("after-sales");
    await first.take(words.question);

    const at = (testId: string) => first.page.getByTestId(testId);
    await at("action-transfer").click();
    await at("transfer-to").click();
    await first.page.getByRole("option", { name: words.option }).click();
    await at("transfer-submit").click();
    // Not without saying why.
    expect(await at("transfer-dialog").isVisible()).toBe(true);
    const { grave } = await lookForBarriers(first.page, "body");
    expect(grave).toEqual([]);
    await at("transfer-reason").fill(REASON);
    // Its last agent left a moment ago: another choice is to be made, and what was written is still there.
    const refusal = { type: "about:blank", title: "conflict", status: 409, code: "conflict", reason: "tier_unserved" };
    await first.page.route("**/transfer", (route) => route.fulfill({ status: 409, json: refusal }), { times: 1 });
    await at("transfer-submit").click();
    await first.page.getByText(words.unserved).first().waitFor();
    await expect.poll(() => at("transfer-to").inputValue()).toBe("");
    expect(await at("transfer-reason").inputValue()).toBe(REASON);
    await at("transfer-to").click();
    await first.page.getByRole("option", { name: words.option }).click();
    await at("transfer-submit").click();
    await at("transfer-dialog").waitFor({ state: "detached" });
    await at("done").filter({ hasText: words.done }).waitFor();

    await second.take(words.question);
    const thread = second.page.getByTestId("messages");
    await thread.getByText(REASON).waitFor();
    await thread.getByText(words.done).waitFor();
    expect(await second.texts()).toContain(words.question);
    await second.write("1250");
    await expect.poll(() => customer.texts()).toEqual([words.question, "1250"]);
    await Promise.all([customer, first, second].map(({ context }) => context.close()));
  });

  test("a ticket is the second line's, and its time line says so", async () => {
    const { browser, server } = stage();
    const customer = await CustomerPage.visit(browser, server, locale);
    await customer.begin();
    const question = `${words.question} (2)`;
    await customer.write(question);
    await expect.poll(() => customer.states()).toEqual(["sent"]);
    const first = await signIn("support");
    await first.take(question);
    const at = (testId: string) => first.page.getByTestId(testId);
    await at("action-ticket").click();
    await at("ticket-subject").fill(question);
    await at("ticket-create").click();
    await first.openMadeTicket();
    await at("ticket-title").filter({ hasText: question }).waitFor();

    // To escalate is to transfer with the next line chosen.
    await at("ticket-escalate").click();
    await expect.poll(() => at("ticket-transfer-to").inputValue()).toMatch(words.option);
    await first.page.keyboard.press("Escape");
    await at("ticket-transfer-to").waitFor({ state: "detached" });
    await at("ticket-transfer").click();
    await at("ticket-transfer-to").click();
    await first.page.getByRole("option", { name: words.option }).click();
    await at("ticket-reason").fill(REASON);
    await at("ticket-transfer-submit").click();
    const told = at("entry-transferred").filter({ hasText: REASON });
    await told.waitFor();
    expect(await told.textContent()).toContain(words.ticket);
    const address = first.page.url();

    const second = await signIn("after-sales");
    await second.page.goto(address);
    await second.page.getByTestId("entry-transferred").filter({ hasText: REASON }).waitFor();
    await Promise.all([customer, first, second].map(({ context }) => context.close()));
  });

  test("an administrator says of which line a team is, and lists show it", async () => {
    const { browser, server } = stage();
    const { page, context } = await AgentPage.signIn(browser, server, locale, "admin");
    photographOnFailure(`support-tiers-settings-${locale}`, page);
    const at = (testId: string) => page.getByTestId(testId);
    const name = `Kilns ${locale}`;
    await page.goto(`${server.url}/console/settings/teams`);
    await at("new-team").click();
    await at("team-name").fill(name);
    await at("team-name-save").click();
    const team = at("team").filter({ hasText: name });
    await team.getByTestId("team-menu").click();
    await at("change-support-tier").click();
    await at("support-tier-3").check();
    await at("support-tier-save").click();
    await at("support-tier-dialog").waitFor({ state: "detached" });
    await team.filter({ hasText: words.third }).waitFor();
    await page.goto(`${server.url}/console/settings/routing`);
    await at("routing-team").filter({ hasText: name }).filter({ hasText: words.third }).waitFor();

    await page.goto(`${server.url}/console/settings/teams`);
    await team.getByTestId("team-menu").click();
    await at("delete-team").click();
    await at("delete-team-confirm").click();
    await team.waitFor({ state: "detached" });
    await context.close();
  });
});
