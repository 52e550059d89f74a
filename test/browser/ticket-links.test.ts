/** A conversation that joined a ticket by mistake is taken off it again on the ticket's page. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AgentPage } from "#test/browser/pages/agent";
import { sharedStage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";
import { openCustomerSession, startConversation } from "#test/harness/people";

const WORDS = {
  en: { asking: "Take this conversation off the ticket?", said: "took a joined conversation off this ticket" },
  "zh-CN": { asking: "将该会话移出工单？", said: "将一个并入的会话移出了本工单" },
} as const;
const ticketMade = z.object({ ticket: z.object({ id: z.string() }) });
const ASKED_EVERY_MS = 200;

describe.each(["en", "zh-CN"] as const)("conversations of a ticket, in %s", (locale) => {
  const stage = sharedStage();
  const words = WORDS[locale];

  test("one that joined is taken off, and the way to it stays in the time line", async () => {
    const { browser, server } = stage();
    const customer = await openCustomerSession(server, { name: "Iris Moreau" });
    const [own, joined] = [
      await startConversation(server, customer, crypto.randomUUID(), "My lid is cracked"),
      await startConversation(server, customer, crypto.randomUUID(), "And where is my tea?"),
    ];
    const { page, context } = await AgentPage.signIn(browser, server, locale);
    photographOnFailure(`ticket-links-${locale}`, page);
    /** A conversation that has just begun is not found at once. */
    const post = async (path: string, data: object) => {
      const send = () => context.request.post(`${server.url}${path}`, { headers: { origin: server.url }, data });
      let answer = await send();
      for (let tries = 0; !answer.ok() && tries < 150; tries += 1) {
        await page.waitForTimeout(ASKED_EVERY_MS);
        answer = await send();
      }
      return answer.json();
    };
    const clientId = crypto.randomUUID();
    const made = { clientId, subject: "A cracked lid", conversationId: own.conversationId };
    const { id } = ticketMade.parse(await post("/api/v1/tickets", made)).ticket;
    const note = { clientId: crypto.randomUUID(), text: "The same again", conversationId: joined.conversationId };
    await post(`/api/v1/tickets/${id}/notes`, note);

    await page.goto(`${server.url}/console/tickets/${id}?view=all`);
    const link = page.getByTestId("linked-conversation");
    await link.waitFor();
    await page.getByTestId("take-off").click();
    await page.getByText(words.asking).waitFor();
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);
    // Asked first: it stays where that is left.
    await page.keyboard.press("Escape");
    await page.getByTestId("confirm-dialog").waitFor({ state: "detached" });
    expect(await link.count()).toBe(1);
    await page.getByTestId("take-off").click();
    await page.getByTestId("confirm").click();
    await page.getByTestId("linked-conversations").waitFor({ state: "detached" });

    const entry = page.getByTestId("entry-unlinked").filter({ hasText: words.said });
    await entry.getByTestId("entry-conversation").click();
    await page.getByTestId("messages").getByText("And where is my tea?").waitFor();
    await context.close();
  });
});
