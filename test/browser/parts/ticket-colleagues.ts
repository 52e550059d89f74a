/** How colleagues meet over a ticket: who else has it open, who is named in it, and views of what one works on. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";
import { savedViewList } from "#protocol/http-views";
import { AgentPage } from "#test/browser/pages/agent";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const ticketMade = z.object({ ticket: z.object({ id: z.string(), number: z.number() }) });
const named = z.object({ name: z.string() });
const DAY_MS = 86_400_000;
const WORDS = {
  en: { subject: "Lid for a teapot", view: "Due this week", looking: /is looking/, named: /mentioned you/ },
  "zh-CN": { subject: "茶壶的壶盖", view: "本周要办", looking: /正在查看/, named: /提到了您/ },
} as const;

export function ticketColleaguesTests(stage: () => Stage): void {
  test.each(["en", "zh-CN"] as const)(
    "one sees that the other types, is named and finds the ticket again, in %s",
    async (locale) => {
      const { browser, server } = stage();
      const words = WORDS[locale];
      const agent = await AgentPage.signIn(browser, server, locale);
      const lead = await AgentPage.signIn(browser, server, locale, "supervisor");
      photographOnFailure(`ticket-colleagues-${locale}`, lead.page);
      photographOnFailure(`ticket-colleagues-agent-${locale}`, agent.page);
      const request = { origin: server.url };
      const made = await agent.context.request.post(`${server.url}/api/v1/tickets`, {
        headers: request,
        data: {
          ...{ clientId: crypto.randomUUID(), subject: words.subject, inboxId: "web" },
          dueAtMs: Date.now() - DAY_MS,
        },
      });
      const { ticket } = ticketMade.parse(await made.json());
      const { name } = named.parse(await (await lead.context.request.get(`${server.url}/api/v1/me`)).json());

      const address = `${server.url}/console/tickets/${ticket.id}?view=all`;
      await lead.page.goto(address);
      await lead.page.getByTestId("ticket-title").waitFor();
      await agent.page.goto(address);
      await lead.page.getByTestId("ticket-viewers").filter({ hasText: words.looking }).waitFor();
      await agent.page.getByTestId("ticket-viewers").filter({ hasText: name }).waitFor();
      await agent.page.getByTestId("ticket-note").pressSequentially(`@${name.slice(0, 3)}`);
      await lead.page.locator("[data-testid=ticket-viewer][data-typing]").waitFor();
      expect((await lookForBarriers(lead.page, "body")).grave).toEqual([]);
      await lead.page.goto(`${server.url}/console/today`);
      await agent.page.getByTestId("ticket-viewer").waitFor({ state: "detached" });

      await agent.page.getByTestId("suggestion").filter({ hasText: name }).click();
      await agent.page.getByTestId("ticket-note").pressSequentially("?");
      await agent.page.getByTestId("ticket-add-note").click();
      const call = lead.page.getByTestId("today-ticket-news").filter({ hasText: `#${ticket.number}` });
      await call.filter({ hasText: words.named }).click();
      await lead.page
        .getByTestId("entry-note")
        .filter({ hasText: `@${name}` })
        .waitFor();

      const { page } = lead;
      await page.getByTestId("ticket-filter-menu").click();
      await page.getByTestId("ticket-filter-due").click();
      await page.getByRole("option").nth(2).click();
      await page.keyboard.press("Escape");
      await page.getByTestId("ticket-chip-due").waitFor();
      await page.getByTestId("views-menu").click();
      await page.getByTestId("view-save").click();
      await page.getByTestId("view-name").fill(words.view);
      await page.getByTestId("view-name-submit").click();
      // It stays until the view is kept.
      await page.getByTestId("save-view-dialog").waitFor({ state: "detached" });
      await page.goto(`${server.url}/console/tickets?view=mine`);
      await page.getByTestId("views-menu").click();
      await page.getByTestId("saved-view").filter({ hasText: words.view }).click();
      await page.getByTestId("ticket-chip-due").waitFor();
      await page.getByTestId("list-scroll").locator("li").filter({ hasText: words.subject }).first().waitFor();
      expect((await lookForBarriers(page, "body")).grave).toEqual([]);
      // Of conversations it is none.
      await page.goto(`${server.url}/console/inbox/all`);
      await page.getByTestId("views-menu").click();
      await page.getByTestId("view-save").waitFor();
      expect(await page.getByTestId("saved-view").filter({ hasText: words.view }).count()).toBe(0);
      await forgetViews(page, server.url);
      await page.goto(`${server.url}/console/today`);
      await page.getByTestId("today-page").waitFor();
      expect(await call.count()).toBe(0);
      await Promise.all([agent, lead].map(({ context }) => context.close()));
    },
  );
}

/** The account is another test's too: what is kept already cannot be kept again. */
async function forgetViews(page: Page, url: string): Promise<void> {
  const views = `${url}/api/v1/me/views`;
  const { items } = savedViewList.parse(await (await page.request.get(`${views}?subject=tickets`)).json());
  for (const { id } of items) await page.request.delete(`${views}/${id}`, { headers: { origin: url } });
}
