/** What people do with tickets: types with fields, edits of two at once, many at once, merging and splitting. */
import { expect, test } from "vitest";
import { z } from "zod";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const LINE_WORDS = {
  en: {
    option: /^Second line \(.*After-sales/,
    missing: "Choose a team or a support line.",
    hint: "Each goes to the team of the line",
    unserved: "No other team of this line",
    line: "To the second line of support",
  },
  "zh-CN": {
    option: /^二线支持（.*售后服务/,
    missing: "请选择客服组或支持级别。",
    hint: "每个工单由该级别",
    unserved: "没有其他客服组负责其收件箱",
    line: "转交给二线支持",
  },
} as const;

const ticketMade = z.object({ ticket: z.object({ id: z.string(), number: z.number() }) });

export function ticketDeskTests(stage: () => Stage): void {
  async function newTicket(agent: AgentPage, more: object) {
    const answer = await agent.context.request.post(`${stage().server.url}/api/v1/tickets`, {
      headers: { origin: stage().server.url },
      data: { clientId: crypto.randomUUID(), ...more },
    });
    return ticketMade.parse(await answer.json()).ticket;
  }

  test.each(["en", "zh-CN"] as const)("a type of the shop's own asks for its fields, in %s", async (locale) => {
    const { browser, server } = stage();
    const name = locale === "en" ? "Repair" : "维修";
    const admin = await AgentPage.signIn(browser, server, locale, "admin");
    photographOnFailure(`ticket-types-${locale}`, admin.page);
    const { page } = admin;
    await page.goto(`${server.url}/console/settings/ticketTypes`);
    await page.getByTestId("type-new").click();
    await page.getByTestId("type-name").fill(name);
    await page.getByTestId("type-add-field").click();
    await page.getByTestId("type-save").click();
    // Not without a name of the field.
    await page.getByTestId("type-field-name").fill("SN");
    await page.getByTestId("type-field-required").check();
    await page.getByTestId("type-save").click();
    const row = page.getByTestId("type-row").filter({ hasText: name });
    await row.waitFor();

    const agent = await AgentPage.signIn(browser, server, locale);
    photographOnFailure(`ticket-types-agent-${locale}`, agent.page);
    const { id } = await newTicket(agent, { subject: "Lid", inboxId: "web" });
    await agent.page.goto(`${server.url}/console/tickets/${id}?view=all`);
    await agent.page.getByTestId("ticket-set-type").click();
    await agent.page.getByRole("option", { name }).click();
    await agent.page.getByTestId("fields-save").click();
    await agent.page.getByTestId("field-text").fill("A-17");
    await agent.page.getByTestId("fields-save").click();
    await agent.page.getByTestId("ticket-field").filter({ hasText: "A-17" }).waitFor();

    await row.getByTestId("type-menu").click();
    await page.getByTestId("type-delete").click();
    await page.getByTestId("confirm").click();
    await page.getByTestId("problem").filter({ hasText: name }).waitFor();
    expect(await row.count()).toBe(1);
    await Promise.all([admin, agent].map(({ context }) => context.close()));
  });

  test.each(["en", "zh-CN"] as const)(
    "of two who edit a ticket the second sees both changes, in %s",
    async (locale) => {
      const { browser, server } = stage();
      const agent = await AgentPage.signIn(browser, server, locale);
      const lead = await AgentPage.signIn(browser, server, locale, "supervisor");
      photographOnFailure(`ticket-conflict-${locale}`, agent.page);
      const { id } = await newTicket(agent, { subject: "Kettle", inboxId: "web" });
      const address = `${server.url}/console/tickets/${id}?view=all`;
      for (const { page } of [agent, lead]) {
        await page.goto(address);
        await page.getByTestId("ticket-edit").click();
      }
      await lead.page.getByTestId("about-description").fill("The handle is loose");
      await lead.page.getByTestId("about-save").click();
      await lead.page.getByTestId("ticket-description").waitFor();
      const { page } = agent;
      await page.getByTestId("about-subject").fill("Kettle with a loose handle");
      await page.getByTestId("about-save").click();
      await page.getByTestId("ticket-missed").filter({ hasText: "The handle is loose" }).waitFor();
      await page.getByTestId("ticket-mine").filter({ hasText: "Kettle with a loose handle" }).waitFor();
      const { grave } = await lookForBarriers(page, "body");
      expect(grave).toEqual([]);
      await page.getByTestId("ticket-take-over").click();
      await page.getByTestId("ticket-title").filter({ hasText: "Kettle with a loose handle" }).waitFor();
      await page.getByTestId("ticket-description").filter({ hasText: "The handle is loose" }).waitFor();
      // One of nobody goes into no other one, so that is not offered.
      await page.getByTestId("ticket-more").click();
      await page.getByTestId("ticket-split").waitFor();
      expect(await page.getByTestId("ticket-merge").count()).toBe(0);
      await Promise.all([agent, lead].map(({ context }) => context.close()));
    },
  );

  test.each(["en", "zh-CN"] as const)(
    "many change at once, one goes into another and one is split off, in %s",
    async (locale) => {
      const { browser, server } = stage();
      const question = `My kettle and my lamp are broken (${locale})`;
      const customer = await CustomerPage.visit(browser, server, locale);
      await customer.begin();
      await customer.write(question);
      await expect.poll(() => customer.states()).toEqual(["sent"]);
      const agent = await AgentPage.signIn(browser, server, locale);
      const { page } = agent;
      photographOnFailure(`ticket-many-${locale}`, page);
      await agent.show("all");
      await agent.rows.filter({ hasText: question }).click();
      await page.getByTestId("thread").waitFor();
      await page.getByTestId("action-ticket").waitFor();
      const conversationId = (await page.getByTestId("thread").getAttribute("data-conversation-id")) ?? "";
      const kettle = await newTicket(agent, { subject: "Kettle", conversationId });
      const double = await newTicket(agent, { subject: "Kettle again", conversationId });
      await page.goto(`${server.url}/console/tickets/${double.id}?view=all`);
      await page.getByTestId("ticket-title").waitFor();
      const line = (number: number) =>
        page
          .getByTestId("list-scroll")
          .locator("li")
          .filter({ hasText: `#${number}` });

      await line(double.number).getByTestId("ticket-check").click();
      await line(kettle.number)
        .getByTestId("ticket-check")
        .click({ modifiers: ["Shift"] });
      const urgent = page.getByTestId("list-scroll").locator("[data-pressing]");
      await page.keyboard.press("4");
      await page.getByTestId("undo").waitFor();
      await expect.poll(() => urgent.count()).toBeGreaterThanOrEqual(2);
      await page.getByTestId("undo").click();
      await expect.poll(() => line(kettle.number).locator("[data-pressing]").count()).toBe(0);
      const changed = page.getByTestId("done").filter({ hasText: /2 tickets changed|已修改 2 个工单/ });
      // What was said of the change before goes first, so that the next is told from it.
      await changed.waitFor({ state: "detached" });
      await page.getByTestId("bulk-status").click();
      await page.getByTestId("bulk-status-waiting_customer").click();
      await changed.waitFor();
      await page.getByTestId("bulk-clear").click();

      await page.getByTestId("ticket-more").click();
      await page.getByTestId("ticket-merge").click();
      await page.getByTestId("merge-number").fill(String(kettle.number));
      await page.getByTestId("merge-pair").waitFor();
      await page.getByTestId("merge-submit").click();
      await page
        .getByTestId("ticket-title")
        .filter({ hasText: /^Kettle$/ })
        .waitFor();
      await page.getByTestId("entry-merged").getByTestId("entry-other").waitFor();

      await page.getByTestId("ticket-more").click();
      await page.getByTestId("ticket-split").click();
      await page.getByTestId("split-subject").fill("Lamp");
      await page.getByTestId("split-submit").click();
      const split = page.getByTestId("done").filter({ hasText: /split off|已拆分/ });
      await split.getByTestId("offer").click();
      await page.getByTestId("ticket-title").filter({ hasText: "Lamp" }).waitFor();
      await page.getByTestId("entry-created").getByTestId("entry-other").click();
      await page
        .getByTestId("ticket-title")
        .filter({ hasText: /^Kettle$/ })
        .waitFor();
      await Promise.all([customer, agent].map(({ context }) => context.close()));
    },
  );

  test.each(["en", "zh-CN"] as const)(
    "many go to a line of support, and who cannot is named, in %s",
    async (locale) => {
      const words = LINE_WORDS[locale];
      const { browser, server } = stage();
      const agent = await AgentPage.signIn(browser, server, locale);
      const { page } = agent;
      photographOnFailure(`ticket-line-${locale}`, page);
      const subject = `Kiln ${locale}`;
      const moving = [
        await newTicket(agent, { subject, inboxId: "web", teamId: "support" }),
        await newTicket(agent, { subject: `${subject} again`, inboxId: "web", teamId: "support" }),
      ];
      // No other team is of its line.
      const staying = await newTicket(agent, { subject, inboxId: "web", teamId: "after-sales" });
      await page.goto(`${server.url}/console/tickets?view=all`);
      for (const { number } of [...moving, staying])
        await page
          .getByTestId("list-scroll")
          .locator("li")
          .filter({ hasText: `#${number}` })
          .getByTestId("ticket-check")
          .click();

      await page.getByTestId("bulk-team").click();
      const form = page.getByTestId("bulk-give");
      await page.getByTestId("bulk-give-submit").click();
      await form.getByText(words.missing).waitFor();
      await page.getByTestId("bulk-target").click();
      await page.getByRole("option", { name: words.option }).click();
      await form.getByText(words.hint).waitFor();
      // Not without saying why.
      await page.getByTestId("bulk-give-submit").click();
      expect(await form.isVisible()).toBe(true);
      expect((await lookForBarriers(page, "body")).grave).toEqual([]);
      await page.getByTestId("bulk-reason").fill("Only they know this kiln");
      await page.getByTestId("bulk-give-submit").click();

      const refused = page.getByTestId("bulk-refused");
      await refused.filter({ hasText: `#${staying.number}` }).waitFor();
      expect(await refused.getByRole("listitem").allTextContents()).toEqual([expect.stringContaining(words.unserved)]);
      await refused.getByRole("button").click();
      await page.getByTestId("done").waitFor();
      // What was handed on with a reason is not taken back with one press.
      expect(await page.getByTestId("undo").count()).toBe(0);
      for (const { id } of moving) {
        await page.goto(`${server.url}/console/tickets/${id}?view=all`);
        await page
          .getByTestId("entry-transferred")
          .filter({ hasText: "Only they know this kiln" })
          .filter({ hasText: words.line })
          .waitFor();
      }
      await agent.context.close();
    },
  );
}
