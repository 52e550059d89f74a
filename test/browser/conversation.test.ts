/**
 * The main job, as two people do it: a customer writes in the widget of the demo store, an agent answers in the console; either
 * side reloads or loses its network, and the server is killed under them. Nothing is lost, repeated or out of order.
 */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consoleWords } from "#client/i18n/console.ts";
import { launcherWords } from "#client/i18n/launcher.ts";
import { translate } from "#client/i18n/translate.ts";
import type { Locale } from "#protocol/constants";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { launchBrowser, photographOnFailure } from "#test/harness/browser";
import { newInstance, type RunningServer, startServer } from "#test/harness/server";

/** A reconnect waits up to some seconds; a restarted server needs a few more. */
const COME_BACK_WITHIN_MS = 45_000;

const talks = {
  en: {
    question: "Hello, is the celadon teapot in stock?",
    answer: "It is! Three are left.",
    whileAway: ["Does it come with cups?", "And do you ship to Leeds?"],
    meanwhile: "I am looking it up.",
    agentAway: ["Two cups are in the box.", "Yes, it takes 3 days."],
    customerMeanwhile: "Take your time 🙂",
    inTheDark: { customer: "Then I will order one.", agent: "I have put one aside for you." },
    last: { customer: "Thank you!", agent: "You are welcome." },
  },
  "zh-CN": {
    question: "你好，青瓷茶壶还有货吗？",
    answer: "有的，还剩三把。",
    whileAway: ["配茶杯吗？", "可以寄到成都吗？"],
    meanwhile: "我查一下。",
    agentAway: ["盒内有两只茶杯。", "可以，三天左右到。"],
    customerMeanwhile: "不急，慢慢来🙂",
    inTheDark: { customer: "那我下单一把。", agent: "已经为您留了一把。" },
    last: { customer: "谢谢！", agent: "不客气。" },
  },
} as const satisfies Record<Locale, unknown>;

describe("a customer and an agent", () => {
  let instance: Awaited<ReturnType<typeof newInstance>>;
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    instance = await newInstance();
    [server, browser] = await Promise.all([startServer(instance), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.killGroup();
    instance?.remove();
  });

  test("meet at the first press on the launcher, however long it lasts while the widget is fetched", async () => {
    for (const pressMs of [0, 80, 400]) {
      const customer = await CustomerPage.visit(browser, server, "en");
      await customer.open(pressMs);
      await customer.context.close();
    }
  });

  test.each(["en", "zh-CN"] as const)(
    "talk in %s through reloads, dead networks and a killed server",
    async (locale) => {
      const talk = talks[locale];
      const said: string[] = [];
      const customer = await CustomerPage.visit(browser, server, locale);
      const agent = await AgentPage.signIn(browser, server, locale);
      photographOnFailure(`customer-${locale}`, customer.page);
      photographOnFailure(`agent-${locale}`, agent.page);
      const bothSee = async (...texts: string[]) => {
        said.push(...texts);
        await expect.poll(() => customer.texts(), { timeout: COME_BACK_WITHIN_MS }).toEqual(said);
        await expect.poll(() => agent.texts(), { timeout: COME_BACK_WITHIN_MS }).toEqual(said);
      };

      // Both interfaces speak the reader's language.
      expect(await customer.launcher.getAttribute("aria-label")).toBe(launcherWords[locale]["launcher.open"]);
      await expect.poll(() => agent.page.title()).toContain(translate(consoleWords, locale, "list.mine"));

      await customer.begin();
      await customer.write(talk.question);
      await agent.show("unassigned");
      await agent.rows.filter({ hasText: talk.question }).click();
      await agent.accept();
      await agent.write(talk.answer);
      await bothSee(talk.question, talk.answer);
      await expect.poll(() => customer.states()).toEqual(["read"]);
      await expect.poll(() => agent.states()).toEqual(["read"]);

      await customer.reload();
      await bothSee();
      await agent.reload();
      await bothSee();

      // The customer's network dies. What they write waits, in order, even through a reload; the agent writes on.
      await customer.cut();
      for (const text of talk.whileAway) await customer.write(text);
      await expect.poll(() => customer.states()).toEqual(["read", "queued", "queued"]);
      await agent.write(talk.meanwhile);
      await customer.reload();
      await expect.poll(() => customer.texts()).toEqual(expect.arrayContaining([...talk.whileAway]));
      await customer.mend();
      await bothSee(talk.meanwhile, ...talk.whileAway);

      // The agent's network dies.
      await agent.context.setOffline(true);
      for (const text of talk.agentAway) await agent.write(text);
      await customer.write(talk.customerMeanwhile);
      await expect.poll(() => customer.texts()).toEqual([...said, talk.customerMeanwhile]);
      await agent.context.setOffline(false);
      await bothSee(talk.customerMeanwhile, ...talk.agentAway);

      // The server is killed with all it is made of. One writes before, the other after both have noticed.
      await server.killGroup();
      await customer.banner.waitFor();
      await customer.write(talk.inTheDark.customer);
      await agent.banner.waitFor();
      server = await startServer(instance);
      await bothSee(talk.inTheDark.customer);
      await agent.write(talk.inTheDark.agent);
      await bothSee(talk.inTheDark.agent);

      await customer.write(talk.last.customer);
      await bothSee(talk.last.customer);
      await agent.write(talk.last.agent);
      await bothSee(talk.last.agent);
      await Promise.all([customer.reload(), agent.reload()]);
      await bothSee();

      await Promise.all([customer.context.close(), agent.context.close()]);
    },
  );
});
