/** An agent looks for what a customer said: by words of either language, as they are typed, and comes to the conversation. */
import type { Browser } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { searchWords } from "#client/i18n/console-search.ts";
import { AgentPage } from "#test/browser/pages/agent";
import { type Stage, sharedStage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";
import { InputMethod } from "#test/harness/input-method";
import { openCustomerSession, startConversation } from "#test/harness/people";

const FOUND_WITHIN_MS = 45_000;
/** After which what stands in the field is looked for. */
const LONGER_THAN_A_PAUSE_MS = 400;

describe("an agent who searches", () => {
  const stage = sharedStage();
  let server: Stage["server"];
  let browser: Browser;
  let ids: { en: string; zh: string };

  beforeAll(async () => {
    ({ server, browser } = stage());
    const begin = async (clientId: string, content: string) =>
      (await startConversation(server, await openCustomerSession(server), clientId, content)).conversationId;
    ids = {
      en: await begin("a", "Hello, my order ED-2026-00417 has a broken celadon teapot."),
      zh: await begin("b", "你好，我买的青瓷茶壶有一个小裂纹，可以退货吗？"),
    };
  });

  test.each([
    ["en", "celadon broken", ["broken", "celadon"], "en"],
    ["zh-CN", "青瓷茶壶", ["青瓷茶壶"], "zh"],
    ["zh-CN", "ED-2026-00417", ["ED-2026-00417"], "en"],
  ] as const)("in %s for %s finds it, marked, and opens it", async (locale, words, marked, which) => {
    const agent = await AgentPage.signIn(browser, server, locale);
    photographOnFailure(`search-${locale}`, agent.page);
    const { page } = agent;
    const field = page.getByTestId("search-field");
    const result = page.locator(`[data-testid="search-result"][data-conversation-id="${ids[which]}"]`);
    // Its words are told within some seconds.
    await expect
      .poll(
        async () => {
          await field.fill("");
          await field.fill(words);
          return result.waitFor({ timeout: 4_000 }).then(
            () => true,
            () => false,
          );
        },
        { timeout: FOUND_WITHIN_MS },
      )
      .toBe(true);
    expect(await result.locator("mark").allInnerTexts()).toEqual(marked);
    await result.click();
    await page.locator(`[data-testid="thread"][data-conversation-id="${ids[which]}"]`).waitFor();
    // What was found stays beside it, until the field is emptied; others may have said the same.
    expect(await result.count()).toBe(1);
    await field.fill("没有人说过的话");
    await page.getByTestId("search-none").waitFor();
    expect(await page.getByTestId("search-none").textContent()).toContain(searchWords[locale]["search.none.title"]);
    await field.press("Escape");
    await page.getByTestId("search-none").waitFor({ state: "detached" });
    expect(await field.inputValue()).toBe("");
    await agent.context.close();
  });

  test("with an input method looks for the word, not for the keys that make it", async () => {
    const agent = await AgentPage.signIn(browser, server, "zh-CN");
    const { page } = agent;
    const asked: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).pathname !== "/api/v1/search") return;
      asked.push(z.object({ q: z.string() }).parse(request.postDataJSON()).q);
    });
    await page.getByTestId("search-field").click();
    const method = await InputMethod.of(page);
    for (const keys of ["cha", "chahu"]) {
      await method.compose(keys);
      await page.waitForTimeout(LONGER_THAN_A_PAUSE_MS);
    }
    await method.commit("茶壶");
    await page.locator(`[data-testid="search-result"][data-conversation-id="${ids.zh}"]`).waitFor();
    expect(asked).toEqual(["茶壶"]);
    await agent.context.close();
  });
});
