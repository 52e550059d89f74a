/**
 * A customer writes down their phone number. The agent sees a hint, looks at it for a moment, and the log tells of it; in a note it
 * is not even kept.
 */
import type { Browser } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { customerWords } from "#client/i18n/console-customer.ts";
import { translate } from "#client/i18n/translate.ts";
import type { Locale } from "#protocol/constants";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { type Stage, sharedStage } from "#test/browser/parts/stage";
import { auditedIn } from "#test/harness/audit";
import { photographOnFailure } from "#test/harness/browser";

const SHOWN_MS = 30_000;
const WITHIN_MS = 30_000;

function reads(agent: AgentPage, texts: readonly string[]): Promise<void> {
  return expect.poll(() => agent.texts(), { timeout: WITHIN_MS }).toEqual(texts);
}

const talks = {
  en: {
    said: "Please call me at +44 20 7946 0958",
    masked: "Please call me at +44••••58",
    note: "They want a call: 020 7946 0958",
    maskedNote: "They want a call: 020••••58",
  },
  "zh-CN": {
    said: "请打我电话 138 0013 8000，谢谢",
    masked: "请打我电话 138••••8000，谢谢",
    note: "要求回电：13800138000",
    maskedNote: "要求回电：138••••8000",
  },
} as const satisfies Record<Locale, unknown>;

describe("personal data", () => {
  const stage = sharedStage();
  let server: Stage["server"];
  let browser: Browser;

  beforeAll(() => {
    ({ server, browser } = stage());
  });

  test.each(["en", "zh-CN"] as const)(
    "is masked in %s until somebody looks, and the look is logged",
    async (locale) => {
      const talk = talks[locale];
      const word = (key: "reveal.show" | "composer.willMask") => translate(customerWords, locale, key);
      const customer = await CustomerPage.visit(browser, server, locale);
      const agent = await AgentPage.signIn(browser, server, locale);
      photographOnFailure(`masking-customer-${locale}`, customer.page);
      photographOnFailure(`masking-agent-${locale}`, agent.page);
      await customer.begin();
      await customer.write(talk.said);

      await agent.take(talk.masked);
      await reads(agent, [talk.masked]);
      expect(await agent.page.content()).not.toContain(talk.said);
      const before = auditedIn(server.stateDir, "personal.revealed").length;
      const show = agent.page.getByTestId("show-message");
      expect(await show.textContent()).toBe(word("reveal.show"));

      // The clock is held, so that half a minute passes when the test says so.
      await agent.page.clock.install();
      await show.click();
      await reads(agent, [talk.said]);
      const [entry, ...more] = auditedIn(server.stateDir, "personal.revealed").slice(before);
      expect(more).toEqual([]);
      expect(entry?.subject_type).toBe("message");
      expect(JSON.parse(entry?.detail ?? "")).toMatchObject({ kinds: ["phone"] });
      await agent.page.clock.fastForward(SHOWN_MS);
      await reads(agent, [talk.masked]);
      await agent.page.clock.resume();

      // Leaving hides it as well.
      await show.click();
      await reads(agent, [talk.said]);
      await agent.reload();
      await reads(agent, [talk.masked]);

      await agent.page.getByTestId("composer-note").click();
      await agent.composer.fill(talk.note);
      await agent.page.getByTestId("composer").getByText(word("composer.willMask")).waitFor();
      await agent.composer.press("Enter");
      await reads(agent, [talk.masked, talk.maskedNote]);
      await agent.reload();
      await reads(agent, [talk.masked, talk.maskedNote]);

      // The customer sees what they wrote.
      expect(await customer.texts()).toEqual([talk.said]);
      await Promise.all([customer.context.close(), agent.context.close()]);
    },
  );

  test("of a customer stands beside the thread, folds away and stays so", async () => {
    const session = await fetch(`${server.url}/api/v1/widget/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ inboxId: server.demo.inboxId, name: "Sofia", email: "sofia@mail.example" }),
    });
    const { token } = (await session.json()) as { token: string };
    for (const content of ["An earlier question", "A question of today"]) {
      await fetch(`${server.url}/api/v1/widget/conversations`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ clientId: crypto.randomUUID(), contentType: "text", content }),
      });
    }
    const agent = await AgentPage.signIn(browser, server, "en");
    photographOnFailure("customer-panel", agent.page);
    const { page } = agent;
    await agent.take("A question of today");
    const panel = page.getByTestId("customer-panel");
    const email = panel.getByTestId("customer-email");
    await expect
      .poll(() => email.locator("dd > span").textContent(), { timeout: WITHIN_MS })
      .toBe("s••••@mail.example");
    await panel.getByTestId("show-email").click();
    await expect
      .poll(() => email.locator("dd > span").textContent(), { timeout: WITHIN_MS })
      .toBe("sofia@mail.example");
    await panel.getByTestId("show-email").click();
    await expect
      .poll(() => email.locator("dd > span").textContent(), { timeout: WITHIN_MS })
      .toBe("s••••@mail.example");
    expect(auditedIn(server.stateDir, "personal.revealed").at(-1)).toMatchObject({ subject_type: "contact" });

    await page.getByTestId("customer-toggle").click();
    await panel.waitFor({ state: "detached" });
    await agent.reload();
    expect(await panel.count()).toBe(0);
    await page.getByTestId("customer-toggle").click();
    await panel.getByTestId("other-conversation").filter({ hasText: "An earlier question" }).click();
    await reads(agent, ["An earlier question"]);

    await page.setViewportSize({ width: 390, height: 844 });
    await panel.waitFor({ state: "detached" });
    await page.getByTestId("customer-toggle").click();
    await panel.waitFor();
    await expect.poll(async () => (await panel.boundingBox())?.width).toBeCloseTo(390);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await agent.context.close();
  });
});
