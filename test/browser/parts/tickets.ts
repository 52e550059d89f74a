/** Tickets: made of a conversation, divided among teams, handed on with a reason, and finished in their order. */
import { expect, test } from "vitest";
import { z } from "zod";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { resolveBy } from "#test/browser/parts/resolving";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

/** One each: the first is still in the lists when the second is asked. */
const QUESTION = { en: "The spout of my kettle is bent", "zh-CN": "My kettle leaks at its spout" } as const;
const SUBJECT = "Replacement for a bent spout";
const SUB = "Hold one graphite kettle";
const STATUS = { en: { new: "New", closed: "Closed" }, "zh-CN": { new: "新建", closed: "已关闭" } } as const;

const named = z.object({ name: z.string() });

export function ticketsTests(stage: () => Stage): void {
  test.each([
    ["en", "zh-CN"],
    ["zh-CN", "en"],
  ] as const)(
    "a ticket goes from a chat to its end, by an agent in %s and a colleague in %s",
    async (locale, other) => {
      const { browser, server } = stage();
      const customer = await CustomerPage.visit(browser, server, "en");
      await customer.begin();
      await customer.write(QUESTION[locale]);
      await expect.poll(() => customer.states()).toEqual(["sent"]);
      const agent = await AgentPage.signIn(browser, server, locale);
      const lead = await AgentPage.signIn(browser, server, other, "supervisor");
      const { page } = agent;
      photographOnFailure(`tickets-agent-${locale}`, page);
      photographOnFailure(`tickets-lead-${locale}`, lead.page);
      const me = await lead.context.request.get(`${server.url}/api/v1/me`);
      const { name: leadName } = named.parse(await me.json());

      await agent.show("all");
      await agent.rows.filter({ hasText: QUESTION[locale] }).click();
      await page.getByTestId("action-ticket").click();
      await page.getByTestId("ticket-subject").fill(SUBJECT);
      await page.getByTestId("ticket-create").click();
      await agent.openMadeTicket();
      await page.getByTestId("ticket-title").filter({ hasText: SUBJECT }).waitFor();
      const status = page.getByTestId("ticket").locator("header").getByTestId("ticket-status");
      await expect.poll(() => status.textContent()).toBe(STATUS[locale].new);
      const address = page.url();

      await page.getByTestId("ticket-add-sub").click();
      await page.getByTestId("ticket-subject").fill(SUB);
      await page.getByTestId("ticket-create").click();
      const sub = page.getByTestId("sub-tickets").getByTestId("ticket-line").filter({ hasText: SUB });
      await sub.waitFor();
      await page.getByTestId("composer-field").fill(`@${leadName} please look`);
      await page.getByTestId("composer-send").click();
      await page.getByTestId("entry-note").filter({ hasText: "please look" }).waitFor();
      const first = () => page.getByTestId("time-line").locator("li").first();
      expect(await first().getAttribute("data-testid")).toBe("entry-note");
      await page.getByTestId("time-line-order").click();
      await expect.poll(() => first().getAttribute("data-testid")).toBe("entry-message");
      await page.reload();
      await page.getByTestId("entry-note").filter({ hasText: "please look" }).waitFor();
      await expect.poll(() => first().getAttribute("data-testid")).toBe("entry-message");
      await page.getByTestId("time-line-order").click();
      await page.getByTestId("ticket-conversation").waitFor();
      const { grave } = await lookForBarriers(page, "body");
      expect(grave).toEqual([]);

      // Not before its sub-ticket, unless somebody says why.
      await resolveBy(page, "ticket-resolve");
      await page.getByTestId("ticket-force").waitFor();
      await page.keyboard.press("Escape");

      await page.getByTestId("ticket-transfer").click();
      await page.getByTestId("ticket-transfer-to").click();
      await page.getByTestId("ticket-transfer-to").fill(leadName);
      await page.getByRole("option", { name: leadName }).click();
      await page.getByTestId("ticket-reason").fill("Needs a refund");
      await page.getByTestId("ticket-transfer-submit").click();
      await page.getByTestId("entry-transferred").filter({ hasText: "Needs a refund" }).waitFor();

      // The colleague has it, with everything that was said; it is theirs to finish, sub-ticket first.
      await lead.page.goto(address);
      await lead.page.getByTestId("entry-note").filter({ hasText: "please look" }).waitFor();
      await expect.poll(() => lead.page.getByTestId("ticket-assignee").textContent()).toBe(leadName);
      await lead.page.getByTestId("sub-tickets").getByTestId("ticket-line").click();
      await lead.page.getByTestId("ticket-title").filter({ hasText: SUB }).waitFor();
      await resolveBy(lead.page, "ticket-resolve");
      await lead.page.getByTestId("ticket-close").waitFor();
      await lead.page.goto(address);
      await resolveBy(lead.page, "ticket-resolve");
      await lead.page.getByTestId("ticket-close").click();
      const leadStatus = lead.page.getByTestId("ticket").locator("header").getByTestId("ticket-status");
      await expect.poll(() => leadStatus.textContent()).toBe(STATUS[other].closed);
      expect(await customer.texts()).toEqual([QUESTION[locale]]);
      await Promise.all([customer, agent, lead].map(({ context }) => context.close()));
    },
  );
}
