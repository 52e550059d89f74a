/** An agent's own desk: what the composer offers, how they want to write, and that they are not to be disturbed. */
import { describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import type { Stage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";
import { InputMethod } from "#test/harness/input-method";
import { newLogin } from "#test/harness/new-login";

/** Browsers under test refuse by themselves. */
const UNASKED_BROWSER = `Object.defineProperty(window, "Notification", { value: class { static permission = "default"; } })`;

async function talking({ browser, server }: Stage, question: string) {
  const customer = await CustomerPage.visit(browser, server, "en");
  await customer.begin();
  await customer.write(question);
  const agent = await AgentPage.signIn(browser, server, "en");
  await agent.take(question);
  return { agent, close: () => Promise.all([customer.context.close(), agent.context.close()]) };
}

export function deskTests(stage: () => Stage): void {
  describe("the composer", () => {
    test("offers canned responses, emoji and colleagues where they are asked for", async () => {
      const { agent, close } = await talking(stage(), "What do you offer?");
      const { page, composer } = agent;
      photographOnFailure("composer-offers", page);
      const texts = { en: { title: "Greeting", text: "Hello {customer}, {agent} here {what}" } };
      const headers = { origin: stage().server.url };
      const data = { shared: false, code: `hello-${Date.now()}`, texts };
      const made = await page.request.post(`${stage().server.url}/api/v1/canned`, { headers, data });
      expect(made.status()).toBe(201);

      await composer.pressSequentially("/hello");
      await page.getByTestId("suggestion").filter({ hasText: "Greeting" }).waitFor();
      await composer.press("Enter");
      await expect.poll(() => composer.inputValue()).toMatch(/^Hello [^{]+, [^{]+ here \{what\}$/);

      await composer.fill("");
      await composer.pressSequentially("Thanks :parcel");
      await page.getByTestId("suggestion").first().waitFor();
      // An input method's Enter picks nothing.
      await (await InputMethod.of(page)).pressTakenEnter();
      expect(await composer.inputValue()).toBe("Thanks :parcel");
      await composer.press("Enter");
      await expect.poll(() => composer.inputValue()).toBe("Thanks 📦");
      await composer.press("Enter");
      await expect.poll(() => agent.texts()).toContain("Thanks 📦");

      await page.getByTestId("composer-note").click();
      await page.getByTestId("tool-mention").click();
      const colleagues = page.getByTestId("suggestion");
      const name = (await colleagues.first().locator("span").first().textContent()) ?? "";
      // Whoever comes or goes moves the others.
      await colleagues.filter({ hasText: name }).first().click();
      await composer.pressSequentially("look");
      await composer.press("Enter");
      await expect.poll(() => page.getByTestId("mention").allInnerTexts()).toEqual([`@${name}`]);
      await close();
    });
  });

  describe("what an agent chose", () => {
    test("counts at once, after a reload and in another browser, and so does the key that sends", async () => {
      const { browser, server } = stage();
      const { agent, close } = await talking(stage(), "How do you like it?");
      const { page, composer } = agent;
      photographOnFailure("chosen", page);
      const thread = page.url();
      await page.goto(`${server.url}/console/settings/appearance`);
      await page.getByTestId("accent-teal").click();
      await page.getByTestId("send-key-mod-enter").click();
      const isDressed = '[data-accent="teal"]';
      await page.locator(`html${isDressed}`).waitFor();
      const kept = async () => (await page.request.get(`${server.url}/api/v1/me/preferences`)).json();
      await expect.poll(kept).toMatchObject({ preferences: { accent: "teal", sendKey: "mod-enter" } });

      await page.goto(thread);
      await page.locator(`html${isDressed}`).waitFor();
      await composer.pressSequentially("one");
      await composer.press("Enter");
      await composer.pressSequentially("two");
      await expect.poll(() => composer.inputValue()).toBe("one\ntwo");
      await composer.press("Control+Enter");
      await expect.poll(() => agent.texts()).toContain("one\ntwo");

      const elsewhere = await AgentPage.signIn(browser, server, "en");
      await elsewhere.page.locator(`html${isDressed}`).waitFor();
      await elsewhere.page.goto(`${server.url}/console/settings/appearance`);
      await elsewhere.page.getByTestId("accent-indigo").click();
      await elsewhere.page.getByTestId("send-key-enter").click();
      await expect.poll(kept).toMatchObject({ preferences: { accent: "indigo", sendKey: "enter" } });
      await elsewhere.context.close();
      await close();
    });
  });

  describe("the desktop's notifications", () => {
    test("are offered once, while the agent is online and the browser was not asked yet", async () => {
      const { browser, server } = stage();
      const login = await newLogin(server, "agent", "Ona Asked", ["after-sales"]);
      const agent = await AgentPage.signIn(browser, { ...server, demo: { ...server.demo, logins: [login] } }, "en");
      const { page } = agent;
      photographOnFailure("desktop-offer", page);
      await page.addInitScript(UNASKED_BROWSER);
      await page.reload();
      await agent.goOnline();
      const offer = page.getByTestId("desktop-offer");
      await offer.waitFor();
      await page.getByTestId("desktop-offer-no").click();
      await offer.waitFor({ state: "detached" });
      const kept = async () => (await page.request.get(`${server.url}/api/v1/me/preferences`)).json();
      await expect.poll(kept).toMatchObject({ preferences: { desktopOffered: true } });

      await page.reload();
      await page.locator('[data-testid="presence"][data-status="online"]').waitFor();
      expect(await offer.count()).toBe(0);
      await agent.goOffline();
      await agent.context.close();
    });
  });

  describe("buttons without words", () => {
    test("are told by a tip to the pointer that rests on them and to the keys, until it is in the way", async () => {
      const { browser, server } = stage();
      const agent = await AgentPage.signIn(browser, server, "zh-CN");
      const { page } = agent;
      photographOnFailure("tips", page);
      const tip = page.getByTestId("tip");
      await page.getByTestId("rail-settings").hover();
      await tip.filter({ hasText: "设置" }).waitFor();
      await page.keyboard.press("Escape");
      await tip.waitFor({ state: "detached" });
      await page.getByTestId("rail-search").focus();
      await page.keyboard.press("Tab");
      await tip.filter({ hasText: "设置" }).waitFor();
      await page.mouse.down();
      await tip.waitFor({ state: "detached" });
      await agent.context.close();
    });
  });

  describe("an agent who is not to be disturbed", () => {
    test("says why and until when, and is back by a click", async () => {
      const { browser, server } = stage();
      // Of a team in which nobody waits: whoever goes online is given what does.
      const login = await newLogin(server, "agent", "Mo Undisturbed", ["after-sales"]);
      const agent = await AgentPage.signIn(browser, { ...server, demo: { ...server.demo, logins: [login] } }, "en");
      const { page } = agent;
      photographOnFailure("not-disturbed", page);
      await page.getByTestId("presence").click();
      await page.getByTestId("presence-busy-more").click();
      await page.getByTestId("busy-reason-meal").click();
      await page.getByTestId("busy-note").fill("Noodles");
      await page.getByTestId("busy-submit").click();
      await page.locator('[data-testid="presence"][data-status="busy"]').waitFor();
      expect(await page.getByTestId("presence").textContent()).toMatch(/^Meal until \d\d:\d\d$/);
      const colleagues = await (await page.request.get(`${server.url}/api/v1/agents`)).json();
      expect(JSON.stringify(colleagues)).toContain("Noodles");
      await agent.goOnline();
      await agent.goOffline();
      await agent.context.close();
    });
  });
}
