/** What a person types is theirs: an input method keeps its Enter, and a change of language keeps what is not sent yet. */
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { commonWords } from "#client/i18n/common.ts";
import { consoleWords } from "#client/i18n/console.ts";
import { joinWords, translate } from "#client/i18n/translate.ts";
import { widgetThreadWords } from "#client/i18n/widget-thread.ts";
import type { Locale } from "#protocol/constants";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import type { Stage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";
import { InputMethod } from "#test/harness/input-method";

const words = joinWords(commonWords, joinWords(widgetThreadWords, consoleWords));

const SPELLINGS = [
  { spelling: ["n", "ni", "ni h", "ni hao"], text: "你好" },
  { spelling: ["n", "に", "にほ", "にほん", "日本"], text: "日本の茶碗" },
] as const;

/** The text of a composition is never sent by the Enter that belongs to it; it is, whole, by the next one. */
async function composeAndSend(page: Page, field: Locator, texts: () => Promise<string[]>): Promise<void> {
  const inputMethod = await InputMethod.of(page);
  await field.focus();
  for (const { spelling, text } of SPELLINGS) {
    const before = await texts();
    await inputMethod.compose(...spelling);
    expect(await field.inputValue()).toBe(spelling.at(-1));
    await inputMethod.pressEnter();
    await inputMethod.pressTakenEnter();
    expect(await field.inputValue()).toBe(spelling.at(-1));

    await inputMethod.commit(text);
    await inputMethod.pressTakenEnter();
    expect(await field.inputValue()).toBe(text);
    expect(await texts()).toEqual(before);

    await page.keyboard.press("Enter");
    await expect.poll(texts).toEqual([...before, text]);
    await expect.poll(() => field.inputValue()).toBe("");
  }
}

export function writingTests(stage: () => Stage): void {
  describe("an input method's Enter takes its candidate and sends nothing", () => {
    test("in the widget, before and after the first message", async () => {
      const { browser, server } = stage();
      const customer = await CustomerPage.visit(browser, server, "zh-CN");
      photographOnFailure("input-method-customer", customer.page);
      await customer.begin();
      await composeAndSend(customer.page, customer.composer, () => customer.texts());
      await customer.context.close();
    });

    test("in the console", async () => {
      const { customer, agent } = await talking(stage(), "en", "Do you speak Chinese?");
      photographOnFailure("input-method-agent", agent.page);
      await composeAndSend(agent.page, agent.composer, () => agent.texts());
      await Promise.all([customer.context.close(), agent.context.close()]);
    });

    test("in the widget, while an answer arrives", async () => {
      const { customer, agent } = await talking(stage(), "en", "Are you there?");
      photographOnFailure("input-method-answer", customer.page);
      const inputMethod = await InputMethod.of(customer.page);
      await customer.composer.focus();
      await inputMethod.compose("n", "ni");
      await agent.write("Yes!");
      await expect.poll(() => customer.texts()).toEqual(["Are you there?", "Yes!"]);
      await inputMethod.compose("ni hao");
      expect(await customer.composer.inputValue()).toBe("ni hao");
      await inputMethod.commit("你好");
      await customer.page.keyboard.press("Enter");
      await expect.poll(() => agent.texts()).toEqual(["Are you there?", "Yes!", "你好"]);
      await Promise.all([customer.context.close(), agent.context.close()]);
    });
  });

  describe("a change of language keeps what was typed and not sent", () => {
    test("in the widget, in a conversation that is not begun, in one that is, and in an edit", async () => {
      const { browser, server } = stage();
      const customer = await CustomerPage.visit(browser, server, "en");
      photographOnFailure("language-customer", customer.page);
      await customer.begin();
      await customer.composer.fill("How much is shipping to");
      await customer.speak("zh-CN");
      await expectField(customer.composer, "zh-CN", "composer.label", "How much is shipping to");

      await customer.composer.press("Enter");
      await expect.poll(() => customer.states()).toEqual(["sent"]);
      await customer.composer.fill("成都");
      await customer.speak("en");
      await expectField(customer.composer, "en", "composer.label", "成都");
      expect(await customer.texts()).toEqual(["How much is shipping to"]);

      await customer.page.getByTestId("message-options").click();
      await customer.page.getByRole("button", { name: translate(words, "en", "action.edit") }).click();
      await customer.composer.fill("How much is shipping to Chengdu");
      await customer.speak("zh-CN");
      await expectField(customer.composer, "zh-CN", "composer.label", "How much is shipping to Chengdu");
      await customer.composer.press("Enter");
      await expect.poll(() => customer.texts()).toEqual([expect.stringContaining("How much is shipping to Chengdu")]);
      // The edit is over; what was begun before it stands there again.
      await expect.poll(() => customer.composer.inputValue()).toBe("成都");
      await customer.context.close();
    });

    test("in the console, in an answer and in a note", async () => {
      const { customer, agent } = await talking(stage(), "en", "Is the tray real bamboo?");
      photographOnFailure("language-agent", agent.page);
      const placeholder = (key: "composer.replyPlaceholder" | "composer.notePlaceholder", locale: Locale) =>
        translate(words, locale, key);
      await agent.composer.fill("It is, and");
      await agent.speak("zh-CN");
      expect(await agent.composer.inputValue()).toBe("It is, and");
      const hint = () => agent.composer.getAttribute("placeholder");
      await expect.poll(hint).toBe(placeholder("composer.replyPlaceholder", "zh-CN"));

      await agent.page.getByTestId("composer-note").click();
      await agent.composer.fill("竹子来自安吉");
      await agent.speak("en");
      expect(await agent.composer.inputValue()).toBe("竹子来自安吉");
      await expect.poll(hint).toBe(placeholder("composer.notePlaceholder", "en"));
      await agent.page.getByTestId("composer-reply").click();
      await expect.poll(() => agent.composer.inputValue()).toBe("It is, and");
      await Promise.all([customer.context.close(), agent.context.close()]);
    });
  });
}

async function expectField(field: Locator, locale: Locale, label: "composer.label", text: string): Promise<void> {
  await expect.poll(() => field.getAttribute("aria-label")).toBe(translate(words, locale, label));
  expect(await field.inputValue()).toBe(text);
}

/** A customer who has asked, and an agent who has taken it on. */
async function talking({ browser, server }: Stage, locale: Locale, question: string) {
  const customer = await CustomerPage.visit(browser, server, locale);
  const agent = await AgentPage.signIn(browser, server, locale);
  await customer.begin();
  await customer.write(question);
  await agent.take(question);
  return { customer, agent };
}
