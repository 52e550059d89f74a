/**
 * A complaint on its whole way: from the chat to a ticket and a sub-ticket, past its promised time to a supervisor, answered, "not yet"
 * for its customer, finished once more, confirmed, rated and closed.
 */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { resolveBy } from "#test/browser/parts/resolving";
import { sharedStage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";

const WORDS = {
  en: {
    complaint: "Complaint",
    overdue: "is overdue",
    told: "The supervisors were told",
    closed: "Closed",
    open: "Open",
  },
  "zh-CN": { complaint: "投诉", overdue: "已逾期", told: "已上报主管", closed: "已关闭", open: "处理中" },
} as const;
/** Nobody takes it in so short a time. */
const FIRST_RESPONSE_MS = 8_000;
const OVERDUE_WITHIN_MS = 90_000;
/** It is asked a moment after it was resolved, and a page of a ticket is as fresh as ten seconds. */
const TOLD_WITHIN_MS = 45_000;
const made = z.object({ id: z.string(), version: z.int() });

describe("a complaint", () => {
  const stage = sharedStage();
  test.each([
    ["en", "zh-CN"],
    ["zh-CN", "en"],
  ] as const)("of a customer who reads %s goes all the way, with a supervisor who reads %s", async (locale, other) => {
    const { browser, server } = stage();
    const { url } = server;
    const question = `The glaze is full of cracks, I want to complain (${locale})`;
    const subject = `Cracked glaze (${locale})`;
    const admin = await AgentPage.signIn(browser, server, locale, "admin");
    const headers = { origin: url };
    const policies = `${url}/api/v1/admin/sla-policies`;
    const policy = await admin.context.request.post(policies, {
      headers,
      data: {
        ...{
          name: `Complaints ${locale}`,
          appliesTo: "tickets",
          ticketTypes: ["complaint"],
          channels: [],
          priorities: [],
          tiers: [],
        },
        ...{ firstResponseMs: FIRST_RESPONSE_MS, warnPercent: 80, onReopen: "continue" },
        escalation: [{ to: "supervisor", afterMs: 0 }],
      },
    });
    const { id: policyId, version } = made.parse(await policy.json());

    const customer = await CustomerPage.visit(browser, server, locale);
    await customer.begin();
    await customer.write(question);
    await expect.poll(() => customer.states()).toEqual(["sent"]);
    const agent = await AgentPage.signIn(browser, server, locale);
    const lead = await AgentPage.signIn(browser, server, other, "supervisor");
    photographOnFailure(`complaint-customer-${locale}`, customer.page);
    photographOnFailure(`complaint-agent-${locale}`, agent.page);
    photographOnFailure(`complaint-lead-${locale}`, lead.page);

    // From the chat to a ticket, and to what another team does for it.
    await agent.take(question);
    await agent.page.getByTestId("action-ticket").click();
    await agent.page.getByTestId("ticket-subject").fill(subject);
    await agent.page.getByTestId("ticket-type").click();
    await agent.page.getByRole("option", { name: WORDS[locale].complaint }).click();
    // Nobody will begin with it: the supervisor is told, wherever they are, for some seconds from then.
    const alert = lead.page.getByText(WORDS[other].overdue).first().waitFor({ timeout: OVERDUE_WITHIN_MS });
    await agent.page.getByTestId("ticket-create").click();
    await agent.openMadeTicket();
    await agent.page.getByTestId("ticket-title").filter({ hasText: subject }).waitFor();
    const address = agent.page.url();
    await agent.page.getByTestId("ticket-add-sub").click();
    await agent.page.getByTestId("ticket-subject").fill("Look at the kiln's log");
    await agent.page.getByTestId("ticket-create").click();
    await agent.page.getByTestId("sub-tickets").getByTestId("ticket-line").waitFor();

    await alert;
    await lead.page.goto(address);
    await lead.page.getByText(WORDS[other].told).first().waitFor({ timeout: TOLD_WITHIN_MS });
    await lead.page.getByTestId("entry-message").filter({ hasText: question }).waitFor();
    await lead.page.getByTestId("ticket-take").click();
    await lead.page.getByTestId("ticket-take").waitFor({ state: "detached" });

    // First its sub-ticket, then the ticket.
    await lead.page.getByTestId("sub-tickets").getByTestId("ticket-line").click();
    await lead.page.getByTestId("ticket-title").filter({ hasText: "kiln" }).waitFor();
    await resolveBy(lead.page, "ticket-resolve");
    await lead.page.getByTestId("ticket-close").waitFor();
    await lead.page.goto(address);
    await resolveBy(lead.page, "ticket-resolve", "complaint", "Sent a new one");
    const status = lead.page.getByTestId("ticket").locator("header").getByTestId("ticket-status");
    await lead.page.getByTestId("ticket-close").waitFor();

    // Not settled: it is open again, and counted.
    const card = customer.page.getByTestId("closing");
    await card.getByTestId("closing.notYet").click({ timeout: TOLD_WITHIN_MS });
    await expect.poll(() => status.textContent(), { timeout: TOLD_WITHIN_MS }).toBe(WORDS[other].open);
    await lead.page.getByTestId("ticket-reopenings").waitFor();

    // Settled: closed by itself, with what the customer thinks of it.
    await resolveBy(lead.page, "ticket-resolve", "complaint");
    await card.getByTestId("closing.yes").click({ timeout: TOLD_WITHIN_MS });
    await expect.poll(() => status.textContent(), { timeout: TOLD_WITHIN_MS }).toBe(WORDS[other].closed);
    await card.getByRole("radio").last().check({ force: true });
    await card.getByTestId("closing.send").click();
    await lead.page.getByTestId("ticket-rating").filter({ hasText: "5" }).waitFor({ timeout: TOLD_WITHIN_MS });

    await admin.context.request.delete(`${policies}/${policyId}?version=${version}`, { headers });
    await Promise.all([customer, agent, lead, admin].map(({ context }) => context.close()));
  });
});
