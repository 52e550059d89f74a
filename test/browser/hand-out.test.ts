/** What an administrator says about handing work out: how many places each kind takes, and whose tickets go out by themselves. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AgentPage } from "#test/browser/pages/agent";
import { sharedStage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const WORDS = {
  en: {
    tooMuch: "A number from 0 to 100, please.",
    tooLittle: "A number from 0.01 to 100, please.",
    before: "Web chat 1 · ",
    after: "Web chat 0.5 · ",
    complaint: "Complaint 2",
    none: "Do not count",
    tickets: "Hands tickets out",
  },
  "zh-CN": {
    tooMuch: "请填写 0 到 100 之间的数字。",
    tooLittle: "请填写 0.01 到 100 之间的数字。",
    before: "网页会话 1 · ",
    after: "网页会话 0.5 · ",
    complaint: "投诉 2",
    none: "不占用名额",
    tickets: "自动分派工单",
  },
} as const;
const teamMade = z.object({ id: z.string() });

describe.each(["en", "zh-CN"] as const)("handing work out, in %s", (locale) => {
  const stage = sharedStage();
  const words = WORDS[locale];

  async function openRouting() {
    const { browser, server } = stage();
    const admin = await AgentPage.signIn(browser, server, locale, "admin");
    const { page } = admin;
    await page.goto(`${server.url}/console/settings/routing`);
    return { admin, page, at: (testId: string) => page.getByTestId(testId) };
  }

  test("what work takes is changed, kept, and not taken where it cannot be", async () => {
    const { admin, page, at } = await openRouting();
    photographOnFailure(`weights-${locale}`, page);
    const chats = at("conversation-weights");
    const tickets = at("ticket-weights");
    const save = async (chat: string, complaint: string) => {
      await at("change-weights").click();
      await at("weight-chat").fill(chat);
      await at("weight-complaint").fill(complaint);
      await at("weights-save").click();
    };
    await chats.filter({ hasText: words.before }).waitFor();

    // Each field says what is wrong with it, and what was typed stays.
    await save("0", "101");
    const dialog = at("weights-dialog");
    await dialog.getByText(words.tooLittle).waitFor();
    await dialog.getByText(words.tooMuch).waitFor();
    expect(await at("weight-complaint").inputValue()).toBe("101");
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await chats.filter({ hasText: words.before }).waitFor();

    await save("0.5", "2");
    await dialog.waitFor({ state: "detached" });
    await page.reload();
    await chats.filter({ hasText: words.after }).waitFor();
    await tickets.filter({ hasText: words.complaint }).waitFor();
    await at("change-weights").click();
    await expect.poll(() => at("weight-chat").inputValue()).toBe("0.5");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });

    // An empty field is what it is at first; another language's run finds it as this one did.
    await save("", "");
    await chats.filter({ hasText: words.before }).waitFor();
    await tickets.filter({ hasText: words.none }).waitFor();
    await admin.context.close();
  });

  test("a team's tickets are handed out once that is switched on, so many to one person", async () => {
    const { admin, page, at } = await openRouting();
    const { url } = stage().server;
    photographOnFailure(`hand-out-${locale}`, page);
    // A team of its own, in which nobody is.
    const name = `Repairs ${crypto.randomUUID().slice(0, 8)}`;
    const headers = { origin: url };
    const made = await admin.context.request.post(`${url}/api/v1/admin/teams`, { headers, data: { name } });
    const { id } = teamMade.parse(await made.json());
    await page.reload();
    const row = at("routing-team").filter({ hasText: name });
    const open = () => row.getByTestId("change-team-routing").click();
    const close = async () => {
      await at("team-routing-save").click();
      await at("team-routing-dialog").waitFor({ state: "detached" });
    };
    await open();
    expect(await at("routing-tickets").isChecked()).toBe(false);
    expect(await at("routing-tickets-at-most").count()).toBe(0);
    await at("routing-tickets").check();
    // More than there may be becomes the most that there may be.
    await at("routing-tickets-at-most").fill("999");
    await at("routing-tickets-at-most").blur();
    await expect.poll(() => at("routing-tickets-at-most").inputValue()).toBe("200");
    await at("routing-tickets-at-most").fill("7");
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);
    await close();
    await row.filter({ hasText: words.tickets }).waitFor();

    await page.reload();
    await row.filter({ hasText: words.tickets }).waitFor();
    await open();
    expect(await at("routing-tickets").isChecked()).toBe(true);
    expect(await at("routing-tickets-at-most").inputValue()).toBe("7");
    await at("routing-tickets").uncheck();
    await close();
    await row.filter({ hasNotText: words.tickets }).waitFor();

    const gone = await admin.context.request.delete(`${url}/api/v1/admin/teams/${id}`, { headers });
    expect(gone.ok()).toBe(true);
    await admin.context.close();
  });
});
