/** The demo store: a guest looks around, a customer whom the shop knows buys, and whoever answers sees what they bought. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { widgetSession } from "#protocol/http";
import { demoSignedIn } from "#protocol/http-demo";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import type { Stage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";
import { type Site, startConversation } from "#test/harness/people";

export function demoStoreTests(stage: () => Stage): void {
  describe("the demo store", () => {
    test("shows its products to a guest in both languages and currencies, and opens the chat about one", async () => {
      const { browser, server } = stage();
      const guest = await CustomerPage.visit(browser, server, "en");
      photographOnFailure("demo-store-guest", guest.page);
      await guest.page.getByTestId("product-card").filter({ hasText: "Arc kettle" }).click();
      await expect.poll(() => guest.page.getByTestId("price").textContent()).toBe("$68.00");
      const described = await guest.page.locator('script[type="application/ld+json"]').textContent();
      expect(JSON.parse(described ?? "")).toMatchObject({ "@type": "Product", offers: { priceCurrency: "USD" } });
      await guest.page.locator('button[data-locale="zh-CN"]').click();
      await expect.poll(() => guest.page.getByTestId("price").textContent()).toBe("¥468.00");
      await guest.page.getByTestId("ask").click();
      await guest.page.locator('edgedesk-widget .root[lang="zh-CN"]').waitFor({ state: "attached" });
      await guest.page.getByTestId("panel").waitFor();
      await guest.page.goBack();
      await guest.page.getByTestId("product-card").first().waitFor();
      await guest.page.getByTestId("to-orders").click();
      await expect.poll(() => guest.page.getByTestId("order").count()).toBe(0);
      await guest.context.close();
    });

    test("takes an order of a customer whom it knows, which stands in their orders and beside their conversation", async () => {
      const { browser, server } = stage();
      const customer = await CustomerPage.visit(browser, server, "en", `${server.url}/demo/product/gaiwan`);
      photographOnFailure("demo-store-customer", customer.page);
      const number = await buyAs(customer.page, "marco-rossi");
      await customer.page.getByTestId("to-orders").click();
      await customer.page.locator(`[data-testid="order"][data-number="${number}"]`).waitFor();
      // A page that is loaded anew knows them still.
      await customer.page.reload();
      await customer.page.locator(`[data-testid="order"][data-number="${number}"]`).waitFor();

      const question = `Is ${number} packed yet?`;
      await askAs(server, "marco-rossi", question);
      const agent = await AgentPage.signIn(browser, server, "en");
      photographOnFailure("demo-store-agent", agent.page);
      await agent.show("unassigned");
      await agent.rows.filter({ hasText: question }).click();
      const order = agent.page.getByTestId("customer-order").filter({ hasText: number });
      await expect.poll(() => order.textContent()).toContain("$32.00");
      await Promise.all([customer.context.close(), agent.context.close()]);
    });
  });
}

/** @returns the number of the order */
async function buyAs(page: Page, who: string): Promise<string> {
  await page.getByTestId("buy").click();
  await page.getByTestId(`customer-${who}`).click();
  await page.getByTestId("place-order").click();
  const number = await page.getByTestId("order-placed").getAttribute("data-number");
  if (number === null) throw new Error("an order without a number");
  return number;
}

async function askAs(site: Site, customer: string, question: string): Promise<void> {
  const post = async (path: string, body: object): Promise<unknown> => {
    const headers = { "content-type": "application/json" };
    return (await fetch(`${site.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) })).json();
  };
  const { identityToken } = demoSignedIn.parse(await post("/demo/api/sign-in", { customer }));
  const session = await post("/api/v1/widget/sessions", { inboxId: site.demo.inboxId, identityToken });
  await startConversation(site, widgetSession.parse(session), "demo-store", question);
}
