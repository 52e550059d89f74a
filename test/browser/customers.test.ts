/**
 * Who a customer is, as they live it: a guest writes, signs in at the shop and finds what they wrote; an agent blocks them, and
 * the widget says so; on the next person's turn nothing of theirs is left.
 */
import { createHmac } from "node:crypto";
import type { Browser } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { translate } from "#client/i18n/translate.ts";
import { widgetThreadWords } from "#client/i18n/widget-thread.ts";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { type Stage, sharedStage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";
import { newIdentitySecret } from "#test/harness/identity";

/** A reconnect waits up to some seconds. */
const COME_BACK_WITHIN_MS = 45_000;

describe("a customer whom the shop knows", () => {
  const stage = sharedStage();
  let server: Stage["server"];
  let browser: Browser;
  let secret: string;

  beforeAll(async () => {
    ({ server, browser } = stage());
    secret = await newIdentitySecret(server, server.demo.inboxId);
  });

  /** As the shop's server signs it; the widget's own JWT library has no part in it. */
  function tokenOf(sub: string, name: string): string {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const iat = Math.floor(Date.now() / 1_000);
    const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode({ sub, name, iat, exp: iat + 300 })}`;
    return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
  }

  /** The page of the shop says who its customer is, as the README tells shops to. */
  async function identify({ page }: CustomerPage, sub: string, name: string): Promise<void> {
    const src = `${server.url}/widget-identity.js`;
    const attributes = `src="${src}" data-inbox="${server.demo.inboxId}" data-token="${tokenOf(sub, name)}"`;
    // The shop's own server writes the tag into the page.
    await page.evaluate(`new Promise((resolve, reject) => {
      const range = document.createRange();
      const tag = range.createContextualFragment(${JSON.stringify(`<script ${attributes}></script>`)}).firstChild;
      tag.onload = resolve;
      tag.onerror = reject;
      document.head.append(tag);
    })`);
  }

  test("keeps what they wrote as a guest, on every device, and is told when they are blocked", async () => {
    const customer = await CustomerPage.visit(browser, server, "en");
    const agent = await AgentPage.signIn(browser, server, "en", "supervisor");
    photographOnFailure("known-customer", customer.page);
    photographOnFailure("known-customer-agent", agent.page);
    await customer.begin();
    await customer.write("Is the celadon teapot in stock?");
    await agent.take("Is the celadon teapot in stock?");
    await agent.write("It is! Three are left.");
    const said = ["Is the celadon teapot in stock?", "It is! Three are left."];
    await expect.poll(() => customer.texts()).toEqual(said);

    // They sign in at the shop: it goes on where it was, under their name.
    await identify(customer, "customer-1", "Sofia Rossi");
    const row = customer.page.getByTestId("panel").getByTestId("conversation-row").first();
    await row.click();
    await expect.poll(() => customer.texts()).toEqual(said);
    await customer.write("Then I take it.");
    await expect.poll(() => agent.texts()).toEqual([...said, "Then I take it."]);
    await agent.page.getByTestId("conversation-list").getByText("Sofia Rossi").first().waitFor();

    // On another device there is the same history, as soon as they open the widget.
    const phone = await CustomerPage.visit(browser, server, "en");
    await identify(phone, "customer-1", "Sofia Rossi");
    expect(await keptBy(phone)).toEqual([]);
    await phone.open();
    await phone.page.getByTestId("panel").getByTestId("conversation-row").first().click();
    await expect.poll(() => phone.texts()).toEqual([...said, "Then I take it."]);

    // An agent blocks them: both devices say so at once, and nothing more gets through.
    const panel = agent.page.getByTestId("customer-panel");
    await panel.locator('[data-testid="customer-verified"][data-verified="true"]').waitFor();
    await panel.getByTestId("block-contact").click();
    await agent.page.getByTestId("block-reason").fill("abuse");
    await agent.page.getByTestId("block-submit").click();
    await panel.locator('[data-testid="block-state"][data-blocked="true"]').waitFor();
    for (const device of [customer, phone]) {
      await device.banner.getByText(translate(widgetThreadWords, "en", "link.over")).waitFor();
    }
    await customer.banner.getByRole("button").click();
    await customer.write("Let me in");
    await expect.poll(() => customer.states()).toEqual(["failed"]);
    expect(await agent.texts()).toEqual([...said, "Then I take it."]);

    // A supervisor lifts it, and they go on.
    await agent.page.goto(`${server.url}/console/settings/blocks`);
    await agent.page.getByTestId("block-lift").click();
    await agent.page.getByTestId("lift-confirm").click();
    await agent.page.getByTestId("notice").waitFor();
    await phone.page.reload();
    await phone.open();
    await phone.page.getByTestId("panel").getByTestId("conversation-row").first().click();
    await phone.write("Thank you!");
    const last = async () => (await phone.states()).at(-1);
    // A conversation keeps whoever was just blocked out for some seconds, whatever else is decided.
    await expect.poll(last, { timeout: COME_BACK_WITHIN_MS }).toMatch(/sent|delivered|read/);
    await Promise.all([customer, agent, phone].map(({ context }) => context.close()));
  });

  test("leaves nothing behind for whoever sits there next", async () => {
    const customer = await CustomerPage.visit(browser, server, "zh-CN");
    photographOnFailure("next-customer", customer.page);
    await customer.begin();
    await customer.write("我的订单到哪里了？");
    await expect.poll(() => customer.states()).toEqual(["sent"]);
    await identify(customer, "customer-2", "王小明");
    await customer.page.getByTestId("panel").getByTestId("conversation-row").first().waitFor();
    await customer.page.evaluate("edgedesk.signOut()");
    await customer.page.getByTestId("panel").waitFor();
    await expect.poll(() => customer.page.getByTestId("conversation-row").count()).toBe(0);
    await expect.poll(() => keptBy(customer)).toEqual([]);

    await identify(customer, "customer-3", "李四");
    await expect.poll(() => contactOf(customer)).toBeDefined();
    await customer.begin();
    await customer.write("请问怎么退货？");
    await expect.poll(() => customer.states()).toEqual(["sent"]);
    await customer.page.reload();
    await customer.open();
    await expect.poll(() => customer.page.getByTestId("panel").getByTestId("conversation-row").count()).toBe(1);
    await customer.context.close();
  });

  /** What the widget has of its visitor in this browser. */
  async function keptBy({ page }: CustomerPage): Promise<string[]> {
    const keys = await page.evaluate(() => Object.keys(localStorage));
    return keys.filter((key) => key.startsWith(`edgedesk:${server.demo.inboxId}:`));
  }

  function contactOf({ page }: CustomerPage): Promise<string | undefined> {
    return page.evaluate((inbox) => {
      const stored = localStorage.getItem(`edgedesk:${inbox}:session`);
      return stored === null ? undefined : String(JSON.parse(stored).contactId);
    }, server.demo.inboxId);
  }
});
