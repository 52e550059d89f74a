/** A shop on another origin than Edgedesk's: at home where the inbox names it, and refused without harm where it does not. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import type { Stage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";
import { allowOrigin, openShop, type Shop } from "#test/harness/shop";

export function foreignShopTests(stage: () => Stage): void {
  describe("a shop on an origin of its own", () => {
    let known: Shop;
    let stranger: Shop;

    beforeAll(async () => {
      const { server } = stage();
      [known, stranger] = await Promise.all([openShop(server), openShop(server)]);
      await allowOrigin(server, server.demo.inboxId, known.origin);
    });
    afterAll(() => {
      known?.close();
      stranger?.close();
    });

    test("that the inbox names lets its visitors talk to an agent, also after a reload", async () => {
      const { browser, server } = stage();
      const customer = await CustomerPage.visit(browser, server, "en", known.origin);
      const agent = await AgentPage.signIn(browser, server, "en");
      photographOnFailure("known-shop-customer", customer.page);
      photographOnFailure("known-shop-agent", agent.page);
      expect(new URL(customer.page.url()).origin).not.toBe(new URL(server.url).origin);

      await customer.begin();
      await customer.write("Do you deliver abroad?");
      await agent.take("Do you deliver abroad?");
      await agent.write("We do, within a week.");
      await expect.poll(() => customer.texts()).toEqual(["Do you deliver abroad?", "We do, within a week."]);
      await expect.poll(() => agent.states()).toEqual(["read"]);
      await customer.reload();
      await customer.write("Great, thank you.");
      await expect.poll(() => agent.texts()).toContain("Great, thank you.");
      // Nothing of it rests in a cookie, which browsers withhold from a foreign page sooner or later.
      expect(await customer.context.cookies()).toEqual([]);
      await Promise.all([customer.context.close(), agent.context.close()]);
    });

    test("that no inbox names is refused: the widget says that this may not be done here, and the shop goes on", async () => {
      const { browser, server } = stage();
      const customer = await CustomerPage.visit(browser, server, "en", stranger.origin);
      photographOnFailure("strange-shop-customer", customer.page);
      const crashes: Error[] = [];
      customer.page.on("pageerror", (error) => crashes.push(error));

      await customer.begin();
      await customer.write("Hello?");
      // It is told as what it is to the visitor: not sent, and not lost either.
      await expect.poll(() => customer.states()).toEqual(["failed"]);
      expect(await customer.texts()).toEqual(["Hello?"]);
      // The refusal itself can be read from there, and nothing else.
      const answer = await fetch(`${server.url}/api/v1/widget/sessions`, {
        method: "POST",
        headers: { origin: stranger.origin, "content-type": "application/json" },
        body: JSON.stringify({ inboxId: server.demo.inboxId }),
      });
      expect(answer.status).toBe(403);
      expect(answer.headers.get("access-control-allow-origin")).toBe(stranger.origin);
      expect(await answer.json()).toMatchObject({
        code: "forbidden",
        title: "This page may not connect to Edgedesk.",
      });

      await customer.page.getByTestId("close").click();
      await customer.page.getByRole("button", { name: "Buy" }).click();
      await customer.page.getByRole("button", { name: "In the cart" }).waitFor();
      expect(crashes).toEqual([]);
      await customer.context.close();
    });
  });
}
