/** Help articles are linked with a ticket on its page, put into the reply, taken off, and that undone. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AgentPage } from "#test/browser/pages/agent";
import { sharedStage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";
import { openCustomerSession, startConversation } from "#test/harness/people";

const WORDS = {
  en: {
    bad: "A full address",
    known: "It is in the list already.",
    none: "None linked yet.",
    removed: "Article removed",
  },
  "zh-CN": { bad: "完整网址", known: "该文章已在列表中。", none: "尚未关联文章。", removed: "已移除文章" },
} as const;
const ticketMade = z.object({ ticket: z.object({ id: z.string() }) });
const ASKED_EVERY_MS = 200;
const CLEAN = "https://shop.example/help/clean-a-kettle.html";

describe.each(["en", "zh-CN"] as const)("articles of a ticket, in %s", (locale) => {
  const stage = sharedStage();
  const words = WORDS[locale];

  test("are added, answered with, removed and had back", async () => {
    const { browser, server } = stage();
    const customer = await openCustomerSession(server, { name: "Iris Moreau" });
    const { conversationId } = await startConversation(server, customer, crypto.randomUUID(), "How do I clean it?");
    const { page, context } = await AgentPage.signIn(browser, server, locale);
    photographOnFailure(`ticket-articles-${locale}`, page);
    const headers = { origin: server.url };
    /** A conversation that has just begun is not found at once. */
    const make = async () => {
      const data = { clientId: crypto.randomUUID(), subject: "Cleaning", conversationId };
      const send = () => context.request.post(`${server.url}/api/v1/tickets`, { headers, data });
      let answer = await send();
      for (let tries = 0; !answer.ok() && tries < 150; tries += 1) {
        await page.waitForTimeout(ASKED_EVERY_MS);
        answer = await send();
      }
      return ticketMade.parse(await answer.json()).ticket;
    };
    const { id } = await make();
    await page.goto(`${server.url}/console/tickets/${id}?view=all`);
    const articles = page.getByTestId("ticket-articles");
    await articles.getByText(words.none).waitFor();

    await page.getByTestId("article-add").click();
    const address = page.getByTestId("article-url");
    await address.fill("javascript:alert(1)");
    await page.getByTestId("article-save").click();
    await articles.getByText(words.bad).waitFor();
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);
    await address.fill(CLEAN);
    await page.getByTestId("article-save").click();
    const link = page.getByTestId("article-link").filter({ hasText: "Clean a kettle" });
    await link.waitFor();
    expect(await link.getAttribute("href")).toBe(CLEAN);
    expect([await link.getAttribute("target"), await link.getAttribute("rel")]).toEqual([
      "_blank",
      "noopener noreferrer",
    ]);
    await page.getByTestId("article-form").waitFor({ state: "detached" });
    await page.getByTestId("entry-changed").filter({ hasText: "Clean a kettle" }).waitFor();

    await page.getByTestId("article-add").click();
    await address.fill(CLEAN.replace("shop.example", "SHOP.example"));
    await articles.getByText(words.known).waitFor();
    await page.keyboard.press("Escape");
    await page.getByTestId("article-form").waitFor({ state: "detached" });

    // Nobody has the conversation yet: its reply is written once it is taken, and the article is in it then.
    await page.getByTestId("article-reply").click();
    await page.getByTestId("composer-accept").click();
    const field = page.getByTestId("composer-field");
    await field.waitFor();
    await expect.poll(() => field.inputValue()).toBe(`Clean a kettle\n${CLEAN}`);
    await page.getByTestId("article-reply").click();
    await expect.poll(() => field.inputValue()).toBe(`Clean a kettle\n${CLEAN}\n\nClean a kettle\n${CLEAN}`);

    await page.getByTestId("article-remove").click();
    await articles.getByText(words.none).waitFor();
    // What was taken from the list of conversations can be undone as well.
    await page.getByTestId("done").filter({ hasText: words.removed }).getByTestId("undo").click();
    await link.waitFor();
    await context.close();
  });

  test("are named while a ticket is made; what is no address is told so, and nothing is made before", async () => {
    const { browser, server } = stage();
    const { page, context } = await AgentPage.signIn(browser, server, locale);
    photographOnFailure(`new-ticket-articles-${locale}`, page);
    await page.goto(`${server.url}/console/tickets?view=all`);
    await page.getByTestId("ticket-new").click();
    const dialog = page.getByTestId("ticket-dialog");
    const subject = `Descaling ${locale} ${crypto.randomUUID()}`;
    await page.getByTestId("ticket-subject").fill(subject);
    const add = dialog.getByTestId("article-add");
    const address = dialog.getByTestId("article-url");
    await add.click();
    await address.fill("javascript:alert(1)");
    await address.press("Enter");
    await dialog.getByText(words.bad).waitFor();
    // Nor is it left behind without a word.
    await page.getByTestId("ticket-create").click();
    await dialog.locator("[data-testid=article-url]:focus").waitFor();
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);

    await address.fill(CLEAN);
    await address.press("Enter");
    const link = dialog.getByTestId("article-link").filter({ hasText: "Clean a kettle" });
    await link.waitFor();
    expect(await link.getAttribute("href")).toBe(CLEAN);
    await add.click();
    await address.fill(CLEAN.replace("shop.example", "SHOP.example"));
    await dialog.getByText(words.known).waitFor();
    // Closes what is typed, and not the whole dialog.
    await page.keyboard.press("Escape");
    await dialog.getByTestId("article-form").waitFor({ state: "detached" });
    await dialog.getByTestId("article-remove").click();
    await link.waitFor({ state: "detached" });
    await add.click();
    await address.fill(CLEAN);
    await dialog.getByTestId("article-title").fill("How to descale");
    await dialog.getByTestId("article-save").click();
    // One that is typed and not added goes along.
    await add.click();
    await address.fill("https://shop.example/help/store-a-kettle");
    await page.getByTestId("ticket-create").click();

    await page.getByTestId("ticket-title").filter({ hasText: subject }).waitFor();
    const made = page.getByTestId("ticket-articles").getByTestId("article-link");
    await expect.poll(() => made.count()).toBe(2);
    const [first = "", second = ""] = await made.allTextContents();
    expect([first.includes("How to descale"), second.includes("Store a kettle")]).toEqual([true, true]);
    await context.close();
  });
});
