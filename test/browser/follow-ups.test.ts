/** An agent promises to come back to a ticket, is reminded when the time has come, and is done with it. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { sharedStage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";
import { zoneByDay } from "#test/harness/zone";

const WORDS = {
  en: { past: "Choose a time to come, within a year.", due: "Time to follow up", note: "Call about the lid" },
  "zh-CN": { past: "请选择一年以内的未来时间。", due: "到了约定的跟进时间", note: "回电告知壶盖进度" },
} as const;
const ticketMade = z.object({ ticket: z.object({ id: z.string() }) });
/** Not past yet when a busy server hears of it. */
const SOON_MS = 6_000;

describe.each(["en", "zh-CN"] as const)("follow-ups in %s", (locale) => {
  const stage = sharedStage();
  const words = WORDS[locale];

  /** Sets a time in the dialog that is open, and a note. */
  async function promise({ page }: AgentPage, note: string): Promise<void> {
    await page.getByTestId("follow-up-when").fill("2020-01-01T09:00");
    await page.getByTestId("follow-up-submit").click();
    await page.getByTestId("follow-up-dialog").getByText(words.past).waitFor();
    const inAnHour = `new Date(Date.now() + 3_600_000 - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16)`;
    await page.getByTestId("follow-up-when").fill(z.string().parse(await page.evaluate(inAnHour)));
    await page.getByTestId("follow-up-note").fill(note);
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);
    await page.getByTestId("follow-up-submit").click();
    await page.getByTestId("follow-up-dialog").waitFor({ state: "detached" });
  }

  /** Finds it on the page of the day and is done with it. */
  async function finish(agent: AgentPage, note: string): Promise<void> {
    const { page } = agent;
    await page.goto(`${stage().server.url}/console/today`);
    const line = page.getByRole("listitem").filter({ hasText: note });
    await line.getByTestId("today-follow-up").waitFor();
    await line.getByTestId("follow-up-done").click();
    await line.waitFor({ state: "detached" });
    await agent.isConnected();
  }

  test("a ticket is come back to", async () => {
    const { browser, server } = stage();
    const agent = await AgentPage.signIn(browser, server, locale, "agent", zoneByDay());
    const { page, context } = agent;
    photographOnFailure(`follow-up-ticket-${locale}`, page);
    const post = (path: string, data: object) =>
      context.request.post(`${server.url}${path}`, { headers: { origin: server.url }, data });
    const subject = `Lid ${crypto.randomUUID().slice(0, 8)}`;
    const made = await post("/api/v1/tickets", { clientId: crypto.randomUUID(), subject, inboxId: "web" });
    const { id } = ticketMade.parse(await made.json()).ticket;
    await page.goto(`${server.url}/console/tickets/${id}?view=all`);
    await page.getByTestId("ticket-more").click();
    await page.getByTestId("follow-up-new").click();
    const note = `${words.note} ${subject}`;
    await promise(agent, note);
    await finish(agent, note);

    // One whose time comes is said on whatever page they are, and leads to the ticket.
    const due = { clientId: crypto.randomUUID(), subject: "ticket", subjectId: id, note: `${note} again` };
    expect((await post("/api/v1/me/follow-ups", { ...due, dueAtMs: Date.now() + SOON_MS })).ok()).toBe(true);
    const bell = page.getByTestId("done").filter({ hasText: words.due });
    await bell.getByTestId("offer").click();
    await page.getByTestId("ticket-title").filter({ hasText: subject }).waitFor();
    await finish(agent, `${note} again`);
    await context.close();
  });

  test("a conversation is come back to", async () => {
    const { browser, server } = stage();
    const question = `When does my lid come? ${crypto.randomUUID().slice(0, 8)}`;
    const customer = await CustomerPage.visit(browser, server, locale);
    await customer.begin();
    await customer.write(question);
    await expect.poll(() => customer.states()).toEqual(["sent"]);
    const agent = await AgentPage.signIn(browser, server, locale, "agent", zoneByDay());
    photographOnFailure(`follow-up-conversation-${locale}`, agent.page);
    await agent.take(question);
    await agent.page.getByTestId("action-snooze").click();
    await agent.page.getByTestId("follow-up-new").click();
    const note = `${words.note} ${question}`;
    await promise(agent, note);
    await finish(agent, note);
    await Promise.all([customer, agent].map(({ context }) => context.close()));
  });
});
