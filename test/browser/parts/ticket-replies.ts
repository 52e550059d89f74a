/** Tickets with a conversation: what is said to the customer stands in the time line, and their answer opens the ticket again. */
import { expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const WORDS = {
  en: {
    reply: "Reply to customer",
    note: "Internal note",
    waiting: "Waiting on customer",
    open: "Open",
    anger: "Angry customer",
  },
  "zh-CN": { reply: "回复客户", note: "内部备注", waiting: "等客户回复", open: "处理中", anger: "客户情绪激动" },
} as const;
/** The page of a ticket asks how it is every ten seconds; what the customer wrote comes to the ticket by way of the outbox. */
const TOLD_WITHIN_MS = 45_000;
const QUESTION = "My teapot came without its lid";
const ANSWER = "A lid is on its way. Which colour is your teapot?";
const COLOUR = "It is the blue one";
const REASON = "They wrote in capitals, twice";
const NOTE = "Two blue lids are left in hall 2";

export function ticketRepliesTests(stage: () => Stage): void {
  test.each(["en", "zh-CN"] as const)("a ticket is answered from its own page, in %s", async (locale) => {
    const { browser, server } = stage();
    const question = `${QUESTION} (${locale})`;
    const customer = await CustomerPage.visit(browser, server, "en");
    await customer.begin();
    await customer.write(question);
    await expect.poll(() => customer.states()).toEqual(["sent"]);
    const agent = await AgentPage.signIn(browser, server, locale);
    const { page } = agent;
    photographOnFailure(`ticket-replies-${locale}`, page);
    const words = WORDS[locale];

    await agent.take(question);
    await page.getByTestId("action-ticket").click();
    await page.getByTestId("ticket-subject").fill("Lid for a teapot");
    await page.getByTestId("ticket-create").click();
    await agent.openMadeTicket();
    await page.getByTestId("entry-message").filter({ hasText: question }).waitFor();
    expect(await page.getByTestId("composer-note").textContent()).toBe(words.note);
    await agent.composer.fill(NOTE);
    await page.getByTestId("composer-send").click();
    await page.getByTestId("entry-note").filter({ hasText: NOTE }).waitFor();

    const flags = page.getByTestId("ticket-exceptions");
    await flags.getByTestId("flag-open").click();
    await page.getByTestId("flag-reason").fill(REASON);
    await page.getByTestId("flag-submit").click();
    await expect.poll(() => flags.getByTestId("exception-anger").textContent()).toContain(words.anger);
    await page.reload();
    await expect.poll(() => flags.getByTestId("exception-anger").textContent()).toContain(words.anger);
    await flags.getByTestId("unflag-anger").click();
    await expect.poll(() => flags.getByTestId("exception-anger").count()).toBe(0);

    const status = page.getByTestId("ticket").locator("header").getByTestId("ticket-status");
    await page.getByTestId("composer-reply").filter({ hasText: words.reply }).click();
    await agent.composer.fill(ANSWER);
    expect(await page.getByTestId("ticket-then-wait").isChecked()).toBe(true);
    await page.getByTestId("composer-send").click();
    await expect.poll(() => status.textContent(), { timeout: TOLD_WITHIN_MS }).toBe(words.waiting);
    const { grave } = await lookForBarriers(page, "body");
    expect(grave).toEqual([]);

    await expect.poll(() => customer.texts()).toEqual([question, ANSWER]);
    await customer.write(COLOUR);
    await page.getByTestId("entry-message").filter({ hasText: COLOUR }).waitFor();
    await expect.poll(() => status.textContent(), { timeout: TOLD_WITHIN_MS }).toBe(words.open);
    // The customer has read nothing that was not for them.
    await expect.poll(() => customer.texts()).toEqual([question, ANSWER, COLOUR]);
    await Promise.all([customer, agent].map(({ context }) => context.close()));
  });
}
