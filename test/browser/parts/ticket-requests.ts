/** Requests: a customer leaves one in the widget, follows it there, and makes one of a conversation. */
import { expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { resolveBy } from "#test/browser/parts/resolving";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const WORDS = {
  en: { received: "Received", progress: "In progress", resolved: "Resolved" },
  "zh-CN": { received: "已收到", progress: "处理中", resolved: "已解决" },
} as const;
const SUBJECT = "The glaze of my cup is cracked";
const DESCRIPTION = "It was like that when I unpacked it.";

export function ticketRequestsTests(stage: () => Stage): void {
  test.each(["en", "zh-CN"] as const)("a customer leaves a request and follows it, in %s", async (locale) => {
    const { browser, server } = stage();
    const words = WORDS[locale];
    const subject = `${SUBJECT} (${locale})`;
    const customer = await CustomerPage.visit(browser, server, locale);
    const { page } = customer;
    photographOnFailure(`ticket-requests-${locale}`, page);
    await customer.open();
    await page.getByTestId("leave-request").click();
    await page.getByTestId("request-type").selectOption("complaint");
    await page.getByTestId("request-subject").fill(subject);
    await page.getByTestId("request-description").fill(DESCRIPTION);
    const { grave } = await lookForBarriers(page, "edgedesk-widget");
    expect(grave).toEqual([]);
    await page.getByTestId("request-send").click();
    const sent = page.getByTestId("request-sent");
    await sent.waitFor();
    const number = /#\d+/.exec((await sent.textContent()) ?? "")?.[0] ?? "";
    expect(number).not.toBe("");
    const row = page.getByTestId("request-row").filter({ hasText: subject });
    expect(await row.locator(".tag").textContent()).toBe(words.received);

    const agent = await AgentPage.signIn(browser, server, locale);
    photographOnFailure(`ticket-requests-agent-${locale}`, agent.page);
    await agent.page.goto(`${server.url}/console/tickets?view=all`);
    await agent.page.getByTestId("ticket-line").filter({ hasText: subject }).click();
    await agent.page.getByTestId("entry-message").filter({ hasText: DESCRIPTION }).waitFor();
    await agent.page.getByTestId("ticket-take").click();
    await agent.page.getByTestId("ticket-take").waitFor({ state: "detached" });
    await agent.page.getByTestId("entry-changed").first().waitFor();

    // Opened, it is the conversation in which it is talked about; of that conversation another one can be made.
    await row.click();
    await expect.poll(() => customer.texts()).toEqual([DESCRIPTION]);
    await page.getByTestId("to-request").click();
    await row.locator(".tag").filter({ hasText: words.progress }).waitFor();
    expect(await page.getByTestId("request-description").inputValue()).toBe(DESCRIPTION);
    await resolveBy(agent.page, "ticket-resolve");
    await agent.page.getByTestId("ticket-close").waitFor();
    await page.getByTestId("request-subject").fill(`${subject} again`);
    await page.getByTestId("request-send").click();
    await page.getByTestId("request-row").filter({ hasText: "again" }).waitFor();
    await page.getByTestId("request-row").filter({ hasText: words.resolved }).waitFor();
    expect(await page.getByTestId("requests").textContent()).not.toContain("undefined");
    await Promise.all([customer, agent].map(({ context }) => context.close()));
  });
}
