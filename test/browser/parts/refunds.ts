/** What people do with refunds: ask, decide as a second person, record that it was paid; and the limits of the settings. */
import { expect, test } from "vitest";
import { z } from "zod";
import { widgetSession } from "#protocol/http";
import { demoSignedIn } from "#protocol/http-demo";
import { order as orderContract } from "#protocol/http-orders";
import { AgentPage } from "#test/browser/pages/agent";
import { resolveBy } from "#test/browser/parts/resolving";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";
import { startConversation } from "#test/harness/people";

const ticketMade = z.object({ ticket: z.object({ id: z.string(), number: z.number() }) });

export function refundTests(stage: () => Stage): void {
  async function newTicket(agent: AgentPage, subject: string, more: object = { inboxId: "web" }) {
    const data = { clientId: crypto.randomUUID(), subject, ...more };
    const headers = { origin: stage().server.url };
    const make = () => agent.context.request.post(`${stage().server.url}/api/v1/tickets`, { headers, data });
    // A conversation that has just begun is not found at once.
    let answer = await make();
    for (let tries = 0; !answer.ok() && tries < 150; tries += 1) {
      await agent.page.waitForTimeout(200);
      answer = await make();
    }
    return ticketMade.parse(await answer.json()).ticket;
  }

  /** Of the demo store, by a customer whom it knows and who then asks about it. */
  async function newOrder(locale: "en" | "zh-CN") {
    const { server } = stage();
    const post = async (path: string, body: object, token?: string): Promise<unknown> => {
      const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const headers = { "content-type": "application/json", ...bearer };
      return (await fetch(`${server.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) })).json();
    };
    const { identityToken } = demoSignedIn.parse(await post("/demo/api/sign-in", { customer: "marco-rossi" }));
    const inbox = { inboxId: server.demo.inboxId, identityToken };
    const customer = widgetSession.parse(await post("/api/v1/widget/sessions", inbox));
    const wanted = { productId: "kettle", variantId: "steel", quantity: 1, locale };
    const { id } = orderContract.parse(await post("/demo/api/orders", wanted, customer.token));
    const clientId = crypto.randomUUID();
    const { conversationId } = await startConversation(server, customer, clientId, "The lid is scratched");
    return { orderIds: [id], conversationId };
  }

  /** @param currency one that no other test sets a limit for; undefined: of the ticket's order */
  async function ask({ page }: AgentPage, currency: string | undefined, amount: string, reason: string) {
    await page.getByTestId("refund-ask").click();
    if (currency !== undefined) {
      await page.getByTestId("refund-currency").fill(currency);
      await page.getByRole("option", { name: currency }).click();
    }
    await page.getByTestId("refund-amount").fill("0");
    await page.getByTestId("refund-reason").fill(reason);
    await page.getByTestId("refund-submit").click();
    // The server says what is wrong with it; what was typed stays.
    await page.getByTestId("refund-ask-dialog").locator("[class*=error]").first().waitFor();
    await page.getByTestId("refund-amount").fill(amount);
    await page.getByTestId("refund-submit").click();
    await page.getByTestId("refund-ask-dialog").waitFor({ state: "detached" });
  }

  const status = ({ page }: AgentPage, is: string) => page.locator(`[data-testid=refund-card][data-status=${is}]`);
  const line = ({ page }: AgentPage, text: RegExp) => page.getByTestId("entry-refund").filter({ hasText: text });

  test("over the limit it waits for a supervisor, who finds it on the to-do page and approves", async () => {
    const { browser, server } = stage();
    const agent = await AgentPage.signIn(browser, server, "en");
    const lead = await AgentPage.signIn(browser, server, "en", "supervisor");
    photographOnFailure("refund-agent", agent.page);
    photographOnFailure("refund-lead", lead.page);
    await lead.page.goto(`${server.url}/console/today`);
    await lead.isConnected();
    const { id, number } = await newTicket(agent, "The kettle leaks");
    await agent.page.goto(`${server.url}/console/tickets/${id}?view=all`);
    await ask(agent, "GBP", "40.5", "It arrived broken");
    await status(agent, "asked").waitFor();
    await line(agent, /asked for a refund of £40\.50/).waitFor();
    expect(await agent.page.getByTestId("refund-do-approved").count()).toBe(0);
    const { grave } = await lookForBarriers(agent.page, "body");
    expect(grave).toEqual([]);

    // It cannot be resolved over it without saying why.
    await resolveBy(agent.page, "ticket-resolve");
    await agent.page.getByTestId("ticket-force").waitFor();
    await agent.page.getByRole("dialog").getByText("A refund waits for a decision").waitFor();
    await agent.page.keyboard.press("Escape");
    await agent.page.getByTestId("ticket-force").waitFor({ state: "detached" });

    // Shown at once to whoever has the page open.
    await lead.page
      .getByTestId("today-refund")
      .filter({ hasText: `#${number}` })
      .click();
    await status(lead, "asked").waitFor();
    await lead.page.getByTestId("refund-do-approved").click();
    await lead.page.getByTestId("refund-step-submit").click();
    await status(lead, "approved").waitFor();

    await status(agent, "approved").waitFor();
    await line(agent, /approved the refund of £40\.50/).waitFor();
    await agent.page.getByTestId("refund-do-paid").click();
    await agent.page.getByTestId("refund-step-submit").click();
    await status(agent, "paid").waitFor();
    await line(agent, /recorded the refund of £40\.50 as paid/).waitFor();
    await Promise.all([agent, lead].map(({ context }) => context.close()));
  });

  test("it is refused with a reason, in Chinese, and holds the ticket until then", async () => {
    const { browser, server } = stage();
    const agent = await AgentPage.signIn(browser, server, "zh-CN");
    const lead = await AgentPage.signIn(browser, server, "zh-CN", "supervisor");
    photographOnFailure("refund-refused-agent", agent.page);
    photographOnFailure("refund-refused-lead", lead.page);
    const { id } = await newTicket(agent, "水壶漏水");
    await agent.page.goto(`${server.url}/console/tickets/${id}?view=all`);
    await ask(agent, "HKD", "３００", "收到时已破损");
    await line(agent, /申请退款 HK\$300\.00/).waitFor();

    await lead.page.goto(`${server.url}/console/tickets/${id}?view=all`);
    await lead.page.getByTestId("refund-do-refused").click();
    // Not without a reason.
    await lead.page.getByTestId("refund-step-submit").click();
    await lead.page.getByTestId("refund-step-dialog").getByText("请说明原因。").waitFor();
    await lead.page.getByTestId("refund-step-reason").fill("请先寄回商品");
    await lead.page.getByTestId("refund-step-submit").click();
    await status(lead, "refused").waitFor();

    await status(agent, "refused").filter({ hasText: "请先寄回商品" }).waitFor();
    await line(agent, /拒绝了退款 HK\$300\.00/)
      .filter({ hasText: "请先寄回商品" })
      .waitFor();
    const { grave } = await lookForBarriers(agent.page, "body");
    expect(grave).toEqual([]);
    await Promise.all([agent, lead].map(({ context }) => context.close()));
  });

  test.each(["en", "zh-CN"] as const)(
    "within a limit that an admin sets it is approved at once if it names an order, in %s",
    async (locale) => {
      const { browser, server } = stage();
      const currency = locale === "en" ? "USD" : "CNY";
      const admin = await AgentPage.signIn(browser, server, locale, "admin");
      photographOnFailure(`refund-limits-${locale}`, admin.page);
      const { page } = admin;
      await page.goto(`${server.url}/console/settings/refunds`);
      const row = page.locator(`[data-testid=limit-row][data-currency=${currency}]`);
      await page.getByTestId("limit-new").waitFor();
      // The shop may have one already.
      if ((await row.count()) > 0) await row.getByTestId("limit-remove").click();
      await row.waitFor({ state: "detached" });
      await page.getByTestId("limit-new").click();
      await page.getByTestId("limit-currency").fill(currency);
      await page.getByRole("option", { name: currency }).click();
      await page.getByTestId("limit-amount").fill("0.001");
      await page.getByTestId("limit-save").click();
      await page.getByTestId("limit-dialog").locator("[class*=error]").first().waitFor();
      await page.getByTestId("limit-amount").fill("500");
      await page.getByTestId("limit-save").click();
      await row.waitFor();
      const { grave } = await lookForBarriers(page, "body");
      expect(grave).toEqual([]);

      const agent = await AgentPage.signIn(browser, server, locale);
      photographOnFailure(`refund-at-once-${locale}`, agent.page);
      const { id } = await newTicket(agent, "Lid", await newOrder(locale));
      await agent.page.goto(`${server.url}/console/tickets/${id}?view=all`);
      await ask(agent, undefined, "60", "A scratch");
      await status(agent, "approved").waitFor();
      const { id: blank } = await newTicket(agent, "Lid");
      await agent.page.goto(`${server.url}/console/tickets/${blank}?view=all`);
      await ask(agent, currency, "60", "A scratch");
      await status(agent, "asked").waitFor();
      await row.getByTestId("limit-remove").click();
      await row.waitFor({ state: "detached" });
      await Promise.all([admin, agent].map(({ context }) => context.close()));
    },
  );
}
