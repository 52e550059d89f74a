/** The five minutes of the README, by its words alone: what it says to press is pressed by the name that it gives. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LOCALES, type Locale } from "#protocol/constants";
import { repositoryRoot } from "#scripts/local/instance";
import { sharedStage } from "#test/browser/parts/stage";
import { newPerson, photographOnFailure } from "#test/harness/browser";
import { newLogin } from "#test/harness/new-login";

const README = { en: "README.md", "zh-CN": "README.zh-CN.md" } as const satisfies Record<Locale, string>;
const SAID = { en: ["Is the gaiwan still there?", "It is."], "zh-CN": ["盖碗还有吗？", "还有的。"] } as const;

interface Steps {
  readonly addresses: readonly string[];
  /** What is to be pressed, in order; each step's own heading is apart. */
  readonly press: readonly string[];
}

/** The numbered steps: their addresses and their bold words. */
function stepsOf(locale: Locale): Steps {
  const text = readFileSync(join(repositoryRoot, README[locale]), "utf8");
  const steps = text.slice(text.indexOf("\n1. **"), text.indexOf("\n3. **"));
  const bold = [...steps.matchAll(/(\d\. )?\*\*(.+?)\*\*/g)];
  return {
    addresses: [...steps.matchAll(/<(http:\S+?)>/g)].map(([, address = ""]) => new URL(address).pathname),
    press: bold.flatMap(([, heading, words = ""]) => (heading === undefined ? [words] : [])),
  };
}

describe("the README", () => {
  const stage = sharedStage();

  test.each(LOCALES)("in %s leads from the shop's chat to the agent's answer", async (locale) => {
    const { browser, server } = stage();
    const [question, answer] = SAID[locale];
    const { addresses, press } = stepsOf(locale);
    const [store = "", desk = ""] = addresses;
    const [launcher = "", begin = "", list = "", take = ""] = press;
    expect([addresses.length, press.length]).toEqual([2, 4]);

    const [shopper, agent] = [await newPerson(browser, locale), await newPerson(browser, locale)];
    const shop = await shopper.newPage();
    const console_ = await agent.newPage();
    photographOnFailure(`readme-shop-${locale}`, shop);
    photographOnFailure(`readme-console-${locale}`, console_);
    await shop.goto(server.url + store);
    await shop.getByTestId("launcher").waitFor();
    // The store's own header may say the same; the round one at the bottom right comes last.
    await shop.getByRole("button", { name: launcher }).last().click();
    await shop.getByRole("button", { name: begin }).click();
    // Who sees the caret in the field begins to type.
    await shop.getByTestId("composer").and(shop.locator(":focus")).waitFor();
    await shop.keyboard.type(question);
    await shop.keyboard.press("Enter");

    // As the demo's agent on the first day: who has chosen no language reads the browser's.
    const login = await newLogin(server, "agent");
    await console_.goto(server.url + desk);
    await console_.locator('input[name="email"]').fill(login.email);
    await console_.locator('input[name="password"]').fill(login.password);
    await console_.keyboard.press("Enter");
    await console_.getByRole("link", { name: list }).first().click();
    await console_.getByTestId("conversation-row").filter({ hasText: question }).click();
    await console_.getByRole("button", { name: take, exact: true }).first().click();
    await console_.getByTestId("composer-field").fill(answer);
    await console_.keyboard.press("Enter");
    await shop.getByTestId("thread").getByText(answer).waitFor();
    await console_.locator('[data-testid="message"][data-state="read"]').filter({ hasText: answer }).waitFor();
    await Promise.all([shopper.close(), agent.close()]);
  });
});
