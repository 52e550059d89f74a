import { describe, expect, it } from "vitest";
import { ERROR_CODES, LOCALES } from "#protocol/constants";
import { commonWords } from "./common.ts";
import { consoleWords } from "./console.ts";
import { actionWords } from "./console-actions.ts";
import { auditWords } from "./console-audit.ts";
import { blocksWords } from "./console-blocks.ts";
import { cannedWords } from "./console-canned.ts";
import { commandWords } from "./console-commands.ts";
import { customerWords } from "./console-customer.ts";
import { deskWords } from "./console-desk.ts";
import { identificationWords } from "./console-identification.ts";
import { inboxWords } from "./console-inbox.ts";
import { inboxesWords } from "./console-inboxes.ts";
import { keysWords } from "./console-keys.ts";
import { ordersWords } from "./console-orders.ts";
import { peopleWords } from "./console-people.ts";
import { preferencesWords } from "./console-preferences.ts";
import { privacyWords } from "./console-privacy.ts";
import { searchWords } from "./console-search.ts";
import { securityWords } from "./console-security.ts";
import { settingsWords } from "./console-settings.ts";
import { shopWords } from "./console-shop.ts";
import { threadWords } from "./console-thread.ts";
import { demoWords } from "./demo.ts";
import { landingWords } from "./landing.ts";
import { launcherWords } from "./launcher.ts";
import { pickLocale } from "./locale.ts";
import { type Catalogue, defineWords, translate, translator, type Words } from "./translate.ts";
import { tryWidgetWords } from "./try-widget.ts";
import { widgetWords } from "./widget.ts";

const catalogues: [string, Catalogue<Record<string, Words>>][] = [
  ["common", commonWords],
  ["launcher", launcherWords],
  ["widget", widgetWords],
  ["console", consoleWords],
  ["demo", demoWords],
  ["landing", landingWords],
  ["console-people", peopleWords],
  ["console-security", securityWords],
  ["console-blocks", blocksWords],
  ["console-privacy", privacyWords],
  ["console-actions", actionWords],
  ["console-audit", auditWords],
  ["console-inbox", inboxWords],
  ["console-keys", keysWords],
  ["console-inboxes", inboxesWords],
  ["console-identification", identificationWords],
  ["console-commands", commandWords],
  ["console-customer", customerWords],
  ["console-orders", ordersWords],
  ["console-search", searchWords],
  ["console-canned", cannedWords],
  ["console-desk", deskWords],
  ["console-preferences", preferencesWords],
  ["console-settings", settingsWords],
  ["console-shop", shopWords],
  ["try-widget", tryWidgetWords],
  ["console-thread", threadWords],
];
const forms = (words: Words | undefined) => (typeof words === "object" ? [words.one, words.other] : [words ?? ""]);
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

describe.each(catalogues)("the %s catalogue", (_, catalogue) => {
  const english = catalogue.en;
  const keys = Object.keys(english).sort();

  it("has the same keys in every language, and no others", () => {
    expect(Object.keys(catalogue).sort()).toEqual([...LOCALES].sort());
    for (const locale of LOCALES) expect(Object.keys(catalogue[locale]).sort()).toEqual(keys);
  });

  it("has the same placeholders in every language and form, apart from a count that a word stands for", () => {
    for (const key of keys) {
      const expected = placeholders(forms(english[key]).at(-1) ?? "");
      for (const locale of LOCALES) {
        for (const [index, text] of forms(catalogue[locale][key]).entries()) {
          const isOne = typeof english[key] === "object" && locale === "en" && index === 0;
          const wanted = isOne ? expected.filter((name) => name !== "count" || text.includes("{count}")) : expected;
          expect([key, placeholders(text)]).toEqual([key, wanted]);
        }
      }
    }
  });

  it("leaves nothing empty, and nothing in English that should be Chinese", () => {
    for (const locale of LOCALES) {
      for (const [key, words] of Object.entries(catalogue[locale])) {
        for (const text of forms(words)) expect([key, text.trim() !== ""]).toEqual([key, true]);
      }
    }
    const untranslated = keys.filter((key) => forms(english[key]).at(-1) === catalogue["zh-CN"][key]);
    expect(
      untranslated.filter((key) => !/^\W*(Edgedesk|简体中文|English)?\W*$/.test(forms(english[key]).at(-1) ?? "")),
    ).toEqual([]);
  });

  it("writes Chinese with full-width punctuation", () => {
    for (const [key, words] of Object.entries(catalogue["zh-CN"])) {
      expect([key, /[\u4e00-\u9fff}][,;:?!]|[\u4e00-\u9fff]\.(?!\w)/.test(forms(words).join(" "))]).toEqual([
        key,
        false,
      ]);
    }
  });
});

describe("the catalogues that one script joins", () => {
  it.each([
    ["widget", [commonWords, launcherWords, widgetWords]],
    ["console", [commonWords, consoleWords]],
    ["console's people", [commonWords, consoleWords, peopleWords]],
    ["console's security", [commonWords, consoleWords, securityWords]],
    ["console's blocks", [commonWords, consoleWords, blocksWords]],
    ["console's privacy", [commonWords, consoleWords, privacyWords]],
    ["console's audit", [commonWords, consoleWords, auditWords]],
    ["console's keys", [commonWords, consoleWords, keysWords]],
    ["console's identification", [commonWords, consoleWords, identificationWords]],
    ["console's customer", [commonWords, consoleWords, customerWords]],
    ["console's orders", [commonWords, consoleWords, ordersWords]],
    ["console's search", [commonWords, consoleWords, searchWords]],
    ["console's settings", [commonWords, consoleWords, settingsWords]],
  ])("do not name the same key twice in the %s", (_, joined) => {
    const keys = joined.flatMap((catalogue) => Object.keys(catalogue.en));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it("have words for every code of the wire", () => {
    expect(Object.keys(commonWords.en)).toEqual(expect.arrayContaining(ERROR_CODES.map((code) => `error.${code}`)));
  });
});

describe("translating", () => {
  const words = defineWords({
    en: {
      hello: "Hello {name}",
      left: { one: "{count} message left", other: "{count} messages left" },
      plain: "Plain",
    },
    "zh-CN": { hello: "你好，{name}", left: "还有 {count} 条消息", plain: "普通" },
  });

  it("fills in names as they are, whatever is in them", () => {
    expect(translate(words, "zh-CN", "hello", { name: "$& {name}" })).toBe("你好，$& {name}");
  });

  it("picks the form by the count and writes numbers as the locale does", () => {
    const t = translator(words, "en");
    expect([t("left", { count: 1 }), t("left", { count: 0 }), t("left", { count: 12_345 })]).toEqual([
      "1 message left",
      "0 messages left",
      "12,345 messages left",
    ]);
    expect(translate(words, "zh-CN", "left", { count: 1 })).toBe("还有 1 条消息");
  });

  it("does not compile with a wrong key or a missing parameter", () => {
    const t = translator(words, "en");
    // @ts-expect-error there is no such key
    expect(() => t("helo")).toThrow();
    // @ts-expect-error the name is missing
    expect(t("hello")).toBe("Hello {name}");
  });
});

describe("the locale", () => {
  it.each([
    ["zh-CN", ["en"], "zh-CN"],
    ["en", ["zh-CN"], "en"],
    [null, ["fr-FR", "zh-TW", "en"], "zh-CN"],
    [undefined, ["en-GB"], "en"],
    ["fr", ["zh"], "zh-CN"],
    ["zh_Hans_CN", [], "zh-CN"],
    ["", ["ja"], "en"],
  ])("for %s, then %j, is %s", (explicit, languages, expected) => {
    expect(pickLocale(explicit, languages)).toBe(expected);
  });
});
