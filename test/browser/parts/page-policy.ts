/** The pages' Content Security Policies, held to by a real browser: nothing of ours needs what they forbid. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import type { Stage } from "#test/browser/parts/stage";
import { newPerson } from "#test/harness/browser";

/** What the browser said about a policy that was broken. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (line) => {
    if (/Content Security Policy|Trusted|violates/i.test(line.text())) complaints.push(line.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return complaints;
}

/** What an injected text would try, as the page's own language; each is whether it was refused. */
const INJECTIONS = `(() => {
  const refused = (attempt) => { try { attempt(); return false; } catch { return true; } };
  const element = document.createElement("div");
  const style = document.createElement("style");
  style.textContent = "body { --injected: yes }";
  document.head.append(style);
  return {
    markup: refused(() => { element.innerHTML = "<img src=x onerror=alert(1)>"; }),
    script: refused(() => { document.createElement("script").text = "alert(1)"; }),
    foreignScript: refused(() => { document.createElement("script").src = "https://evil.example/x.js"; }),
    style: getComputedStyle(document.body).getPropertyValue("--injected"),
  };
})()`;

export function pagePolicyTests(stage: () => Stage): void {
  describe("the pages' policies", () => {
    test("are kept by landing page, demo store, widget and console themselves", async () => {
      const { browser, server } = stage();
      const person = await newPerson(browser, "en");
      const page = await person.newPage();
      const complaints = complaintsOf(page);
      await page.goto(server.url, { waitUntil: "networkidle" });
      await page.goto(`${server.url}/console`, { waitUntil: "networkidle" });
      await page.getByTestId("sign-in").waitFor();

      const customer = await CustomerPage.visit(browser, server, "en");
      const ofCustomer = complaintsOf(customer.page);
      await customer.begin();
      await customer.write("Is this safe?");
      const agent = await AgentPage.signIn(browser, server, "en", "admin");
      const ofAgent = complaintsOf(agent.page);
      await agent.goOnline();
      await agent.take("Is this safe?");
      await agent.write("It is.");
      await expect.poll(() => customer.texts()).toContain("It is.");
      await agent.page.getByTestId("rail-settings").click();
      for (const link of await agent.page.locator('nav a[data-testid^="settings-"]').all()) {
        await link.click();
        await agent.page.waitForLoadState("networkidle");
      }
      expect([...complaints, ...ofCustomer, ...ofAgent]).toEqual([]);
      await agent.page.goto(`${server.url}/console/inbox/mine`);
      await agent.goOffline();
      await Promise.all([person.close(), customer.context.close(), agent.context.close()]);
    });

    test("stop what an injected text would do: run a script, make markup, style the page", async () => {
      const { browser, server } = stage();
      const person = await newPerson(browser, "en");
      const page = await person.newPage();
      await page.goto(`${server.url}/console`, { waitUntil: "networkidle" });
      const done: unknown = await page.evaluate(INJECTIONS);
      expect(done).toEqual({ markup: true, script: true, foreignScript: true, style: "" });
      await person.close();
    });
  });
}
