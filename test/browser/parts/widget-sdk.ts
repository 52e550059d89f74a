/** What a shop's page and the widget tell each other: the SDK, its queue, events, the title, products and a second tab. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import type { Stage } from "#test/browser/parts/stage";
import { newPerson, photographOnFailure } from "#test/harness/browser";

const KETTLE = { title: "Arc kettle, 0.9 L", price: { amount: "68.00", currency: "USD" }, variant: "Graphite" };

/** Calls as a shop's own script would, by the queue that works before and after. */
function push(page: Page, ...call: unknown[]): Promise<void> {
  return page.evaluate(`void (window.edgedesk = window.edgedesk || []).push(${JSON.stringify(call)})`);
}

export function widgetSdkTests(stage: () => Stage): void {
  describe("a shop's page and the widget", () => {
    test("tell each other, before the script was there and after", async () => {
      const { browser, server } = stage();
      const context = await newPerson(browser, "en");
      await context.addInitScript(`
        window.heard = [];
        for (const name of ["ready", "opened", "closed", "message"])
          addEventListener("edgedesk:" + name, ({ detail }) => heard.push([name, detail.inbox]));
        window.edgedesk = window.edgedesk || [];
        edgedesk.push(["toggle", true]);
        edgedesk.push(["setLocale", "zh-CN"]);
      `);
      const page = await context.newPage();
      photographOnFailure("sdk", page);
      await page.goto(`${server.url}/demo`);
      await page.getByTestId("panel").waitFor();
      await page.evaluate("edgedesk.toggle(false)");
      await page.getByTestId("panel").waitFor({ state: "detached" });
      await page.evaluate("edgedesk.toggle()");
      await page.getByTestId("panel").waitFor();
      await expect
        .poll(() => page.evaluate("heard"))
        .toEqual([
          ["ready", "web"],
          ["opened", "web"],
          ["closed", "web"],
          ["opened", "web"],
        ]);
      await context.close();
    });

    test("offer the product of the page, which arrives as a card", async () => {
      const { browser, server } = stage();
      const customer = await CustomerPage.visit(browser, server, "en");
      const agent = await AgentPage.signIn(browser, server, "en");
      const { page } = customer;
      photographOnFailure("product-customer", page);
      photographOnFailure("product-agent", agent.page);
      await push(page, "setProduct", { ...KETTLE, url: `${server.url}/demo#kettle` });
      await customer.begin();
      await page.getByTestId("send-product").click();
      const sent = page.getByTestId("thread").getByTestId("product");
      expect(await sent.textContent()).toContain("Arc kettle, 0.9 L");
      expect(await sent.getAttribute("href")).toBe(`${server.url}/demo#kettle`);
      // Once sent it is not offered again; another product is.
      await expect.poll(() => page.getByTestId("product-offer").count()).toBe(0);
      await push(page, "setProduct", { title: "Gaiwan", url: `${server.url}/demo#gaiwan` });
      await page.getByTestId("product-offer").getByText("Gaiwan").waitFor();
      await push(page, "setProduct", { title: "Not a page", url: "javascript:alert(1)" });
      await expect.poll(() => page.getByTestId("product-offer").count()).toBe(0);

      await agent.take("Arc kettle, 0.9 L · Graphite");
      const shown = agent.page.getByTestId("thread").getByTestId("product");
      expect(await shown.textContent()).toContain("$68.00");
      await Promise.all([customer.context.close(), agent.context.close()]);
    });

    test("count what is unread in the title and tell the newest above the launcher, in both tabs of one visitor", async () => {
      const { browser, server } = stage();
      const customer = await CustomerPage.visit(browser, server, "en");
      const agent = await AgentPage.signIn(browser, server, "en");
      const { page } = customer;
      photographOnFailure("title-customer", page);
      const title = await page.title();
      await customer.begin();
      await customer.write("Two tabs, one visitor");
      await agent.take("Two tabs, one visitor");
      const second = await customer.context.newPage();
      await second.goto(`${server.url}/demo`);
      await page.getByTestId("close").click();
      await page.evaluate(`addEventListener("edgedesk:message", ({ detail }) => { window.said = detail.text })`);
      await agent.write("I see one of you.");
      await expect.poll(() => page.title()).toBe(`(1) ${title}`);
      await expect.poll(() => second.title()).toBe(`(1) ${title}`);
      expect(await page.getByTestId("peek").textContent()).toContain("I see one of you.");
      await expect.poll(() => page.evaluate("window.said")).toBe("I see one of you.");
      // Reading it in one tab is reading it.
      await page.getByTestId("peek").getByText("I see one of you.").click();
      await expect.poll(() => customer.texts()).toEqual(["Two tabs, one visitor", "I see one of you."]);
      await expect.poll(() => page.title()).toBe(title);
      await expect.poll(() => second.title()).toBe(title);
      await expect.poll(() => second.getByTestId("unread").count()).toBe(0);
      const sessions = await page.evaluate(
        `Object.keys(localStorage).filter((key) => key.endsWith(":session")).length`,
      );
      expect(sessions).toBe(1);
      await Promise.all([customer.context.close(), agent.context.close()]);
    });

    test("are used with the keyboard alone: in, around, and out to where it began", async () => {
      const { browser, server } = stage();
      const customer = await CustomerPage.visit(browser, server, "en");
      const { page } = customer;
      await customer.launcher.focus();
      await page.keyboard.press("Enter");
      await page.getByTestId("panel").waitFor();
      const focused = () => page.evaluate(`document.activeElement.shadowRoot?.activeElement?.dataset.testid`);
      await expect.poll(focused).toBe("panel");
      await page.getByTestId("new-conversation").waitFor();
      await page.keyboard.press("Tab");
      await expect.poll(focused).toBe("close");
      await page.keyboard.press("Tab");
      await expect.poll(focused).toBe("new-conversation");
      await page.keyboard.press("Enter");
      await expect.poll(focused).toBe("composer");
      expect(await page.getByRole("log").getAttribute("aria-label")).toBe("Messages");
      await page.keyboard.press("Escape");
      await expect.poll(focused).toBe("launcher");
      await customer.context.close();
    });
  });
}
