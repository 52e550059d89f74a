/** A customer whom the shop knows: what its page tells of them, from before the script is there to after they have signed out. */
import { describe, expect, test } from "vitest";
import { type DemoCustomerId, type DemoSignedIn, demoSignedIn } from "#protocol/http-demo";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { askOn, openShopPage, settled, WIDGET_TAG } from "#test/browser/pages/shop-page";
import type { Stage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";

/** The shop's server vouches for its customer. */
async function signedIn({ server }: Stage, customer: DemoCustomerId): Promise<DemoSignedIn> {
  const answer = await fetch(`${server.url}/demo/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ customer }),
  });
  return demoSignedIn.parse(await answer.json());
}

function pushes(...calls: readonly unknown[][]): string {
  const lines = calls.map((call) => `edgedesk.push(${JSON.stringify(call)});`);
  return `window.edgedesk = window.edgedesk || []; ${lines.join(" ")}`;
}

export function widgetCustomerTests(stage: () => Stage): void {
  describe("a customer whom the shop knows", () => {
    test("is told of before the script is there; nothing is asked of the server until they open, and then the agent sees it all", async () => {
      const { browser, server } = stage();
      const { identifier, name, identityToken } = await signedIn(stage(), "marco-rossi");
      const queue = pushes(
        ["setUser", identifier, { identityToken }],
        ["setCustomAttributes", { plan: "gold", visits: 12, vip: true, ignored: { not: "a value" } }],
        ["setLabel", "Wholesale 批发"],
        // One that no page may put on, and one that there is not.
        ["setLabel", "Refund 退款"],
        ["setLabel", "No such label"],
      );
      const html = `<!doctype html><title>Known</title><script>${queue}</script>${WIDGET_TAG}`;
      const { context, page, complaints } = await openShopPage(stage(), html);
      photographOnFailure("known-customer", page);
      const asked: string[] = [];
      page.on("request", (request) => request.method() !== "GET" && asked.push(request.url()));
      await settled(page);
      await page.waitForLoadState("networkidle");
      const kept = () => page.evaluate(`Object.keys(localStorage).filter((key) => key.startsWith("edgedesk:web:"))`);
      expect([asked, await kept()]).toEqual([[], []]);

      await page.getByTestId("launcher").click();
      await expect.poll(() => page.getByTestId("greeting").textContent()).toContain(name.split(" ")[0]);
      const question = "Do you know me?";
      await askOn(page, question);
      const agent = await AgentPage.signIn(browser, server, "en");
      photographOnFailure("known-customer-agent", agent.page);
      await agent.take(question);
      await expect.poll(() => agent.page.getByTestId("thread-name").textContent()).toBe(name);
      await agent.page.locator('[data-testid="customer-verified"][data-verified="true"]').waitFor();
      const header = agent.page.getByTestId("thread").locator("header");
      const labels = () => header.getByTestId("label-chip").allInnerTexts();
      await expect.poll(labels).toEqual(["Wholesale 批发"]);
      const attributes = async () => {
        const all = await agent.page.getByTestId("attribute").all();
        return Promise.all(all.map((attribute) => attribute.getAttribute("data-key")));
      };
      await expect.poll(attributes).toEqual(expect.arrayContaining(["plan", "visits", "vip"]));
      expect(await attributes()).not.toContain("ignored");

      await page.evaluate(pushes(["removeLabel", "Wholesale 批发"], ["setCustomAttributes", { plan: null }]));
      await expect.poll(labels).toEqual([]);
      await agent.reload();
      await expect.poll(attributes).toEqual(expect.arrayContaining(["visits", "vip"]));
      expect(await attributes()).not.toContain("plan");

      await page.evaluate("edgedesk.reset()");
      await page.getByTestId("home").waitFor();
      await expect.poll(() => page.getByTestId("greeting").textContent()).not.toContain(name.split(" ")[0]);
      await expect.poll(() => page.getByTestId("conversation-row").count()).toBe(0);
      await expect.poll(kept).toEqual([]);
      expect(complaints).toEqual([]);
      await Promise.all([context.close(), agent.context.close()]);
    });

    test("hands the browser to another one, who sees nothing of the first", async () => {
      const [first, second] = [await signedIn(stage(), "zhou-yutong"), await signedIn(stage(), "anna-lindqvist")];
      const { context, page } = await openShopPage(stage(), `<!doctype html><title>Shared</title>${WIDGET_TAG}`);
      photographOnFailure("shared-browser", page);
      await page.getByTestId("launcher").click();
      const tell = ({ identifier, identityToken }: DemoSignedIn) =>
        page.evaluate(pushes(["setUser", identifier, { identityToken }]));
      await tell(first);
      const greeting = () => page.getByTestId("greeting").textContent();
      await expect.poll(greeting).toContain(first.name.split(" ")[0]);
      const secret = "My surprise for Anna";
      await askOn(page, secret);
      await tell(second);
      await page.getByText(secret).waitFor({ state: "detached" });
      // The widget begins anew, and so at home.
      await expect.poll(greeting).toContain(second.name.split(" ")[0]);
      expect(await page.getByText(secret).count()).toBe(0);
      await context.close();
    });

    test("whose page says who they are without proof stays a guest, and whoever builds the page reads why", async () => {
      const { context, page, complaints } = await openShopPage(
        stage(),
        `<!doctype html><title>No proof</title>${WIDGET_TAG}`,
      );
      const warnings: string[] = [];
      page.on("console", (line) => line.type() === "warning" && warnings.push(line.text()));
      await page.getByTestId("launcher").click();
      await page.evaluate(
        pushes(["setUser", "marco-rossi", { name: "Marco" }], ["setUser", "x", { identityToken: "a.b.c" }]),
      );
      await expect.poll(() => warnings.filter((line) => line.startsWith("Edgedesk: setUser"))).toHaveLength(2);
      expect(await page.getByTestId("greeting").textContent()).not.toContain("Marco");
      expect(complaints).toEqual([]);
      await context.close();
    });

    test("sends the product that they look at in the demo store, and the agent sees it beside their verified name", async () => {
      const { browser, server } = stage();
      const customer = await CustomerPage.visit(browser, server, "en", `${server.url}/demo/account`);
      const { page } = customer;
      photographOnFailure("verified-product", page);
      await page.getByTestId("customer-anna-lindqvist").click();
      await page.locator(".orders").waitFor();
      await page.goto(`${server.url}/demo/product/kettle`);
      await page.getByTestId("price").waitFor();
      await customer.begin();
      const question = "Does this one whistle?";
      await page.getByTestId("send-product").click();
      await page.getByTestId("thread").getByTestId("product").waitFor();
      await customer.write(question);

      const agent = await AgentPage.signIn(browser, server, "en");
      photographOnFailure("verified-product-agent", agent.page);
      await agent.take(question);
      await expect.poll(() => agent.page.getByTestId("thread-name").textContent()).toBe("Anna Lindqvist");
      await agent.page.locator('[data-testid="customer-verified"][data-verified="true"]').waitFor();
      const card = agent.page.getByTestId("thread").getByTestId("product");
      expect(await card.textContent()).toContain("$68.00");
      expect(await card.getAttribute("href")).toBe(`${server.url}/demo/product/kettle`);
      const shown = () => card.locator("img").evaluate((image) => Reflect.get(image, "naturalWidth") > 0);
      await expect.poll(shown).toBe(true);
      await Promise.all([customer.context.close(), agent.context.close()]);
    });
  });
}
