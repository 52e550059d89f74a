/**
 * The agent's inbox by hand and by keyboard: finding, filtering, acting and taking back, with much more than fits the screen.
 * On a server of its own, so that an agent who goes online is given this file's customers and nobody else's.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { ask } from "#test/browser/pages/visitors";
import { resolveBy } from "#test/browser/parts/resolving";
import { lookForBarriers } from "#test/harness/accessibility";
import { launchBrowser, photographOnFailure } from "#test/harness/browser";
import { InputMethod } from "#test/harness/input-method";
import { idOf, makeUpList, makeUpThreads } from "#test/harness/made-up";
import { newInstance, type RunningServer, startServer } from "#test/harness/server";

let instance: Awaited<ReturnType<typeof newInstance>>;
let server: RunningServer;
let browser: Browser;
let agent: AgentPage;

beforeAll(async () => {
  instance = await newInstance();
  [server, browser] = await Promise.all([startServer(instance), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.killGroup();
  instance?.remove();
});
beforeEach(async () => {
  agent = await AgentPage.signIn(browser, server, "en");
});
afterEach(async () => {
  await agent.context.close();
});

async function violations(page: Page): Promise<readonly string[]> {
  const { grave, checked } = await lookForBarriers(page, "body");
  expect(checked).toBeGreaterThan(10);
  return grave;
}
const row = (name: string) => agent.rows.filter({ hasText: name });
const focusedTestId = () => agent.page.evaluate("document.activeElement?.dataset.testid ?? ''");

describe("keys", () => {
  test("walk the list, open, answer, resolve; and mean nothing while somebody writes", async () => {
    const { page } = agent;
    photographOnFailure("shortcuts", page);
    await ask(server, "Hannah First", "First question");
    await ask(server, "Hannah Second", "Second question");
    await agent.show("unassigned");
    await row("Hannah Second").waitFor();
    await page.locator("body").press("j");
    await expect.poll(focusedTestId).toBe("conversation-row");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await page.getByTestId("thread").waitFor();
    // The header has a skeleton before it has a name.
    await page.getByTestId("thread-name").getByText("Hannah").waitFor();
    const opened = (await page.getByTestId("thread-name").textContent()) ?? "";

    await agent.goOnline();
    await page.locator("body").press("a");
    await agent.composer.waitFor();
    await page.locator("body").press("r");
    await expect.poll(focusedTestId).toBe("composer-field");
    await page.keyboard.type("e? j, z and ?");
    expect(await agent.composer.inputValue()).toBe("e? j, z and ?");
    expect(await page.getByTestId("help-sheet").count()).toBe(0);
    await agent.composer.fill("");

    await page.getByTestId("thread-name").click();
    await page.keyboard.press("?");
    await page.getByTestId("help-sheet").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByTestId("help-sheet").waitFor({ state: "detached" });

    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await page.waitForURL("**/inbox/mine*");
    await row(opened).click();
    await page.getByTestId("thread-name").getByText(opened).waitFor();
    await page.getByTestId("action-resolve").waitFor();
    await page.locator("body").press("e");
    await page.getByTestId("closing-other").check();
    await page.getByTestId("closing-submit").click();
    // It leaves the list at once; and comes back when that is undone.
    await row(opened).waitFor({ state: "detached" });
    // What was done before can still be undone for a moment too.
    await page.getByTestId("done").filter({ hasText: "Resolved" }).getByTestId("undo").click();
    await page.getByTestId("thread-status").waitFor({ state: "detached" });
    await agent.goOffline();
  });
});

describe("taking back", () => {
  test("a message that was just sent is recalled, and its text stands in the field again", async () => {
    const { page } = agent;
    photographOnFailure("undo-send", page);
    await ask(server, "Yuki Sato", "Is it in stock?");
    await agent.goOnline();
    await agent.show("all");
    await row("Yuki Sato").click();
    // It is theirs by itself, who are online.
    await agent.composer.waitFor();
    await agent.write("Yes, six of them.");
    await page.getByTestId("undo-send").click();
    await expect.poll(() => agent.composer.inputValue()).toBe("Yes, six of them.");
    await expect.poll(() => agent.texts()).not.toContain("Yes, six of them.");
    await expect.poll(focusedTestId).toBe("composer-field");
    await agent.composer.fill("");
    await agent.goOffline();
  });

  test("an action that is refused is taken back with words", async () => {
    const { page } = agent;
    photographOnFailure("refused", page);
    const id = await ask(server, "Marc Dubois", "Thanks!");
    await agent.show("all");
    await row("Marc Dubois").click();
    await page.getByTestId("action-resolve").waitFor();
    let answer: () => void = () => undefined;
    const isSeen = new Promise<void>((done) => {
      answer = done;
    });
    await page.route(`**/conversations/${id}/resolve`, async (route) => {
      await isSeen;
      await route.fulfill({ status: 409, json: { code: "conflict" } });
    });
    await resolveBy(page, "action-resolve");
    await page.getByTestId("thread-status").waitFor();
    answer();
    await page.getByTestId("problem").waitFor();
    await page.getByTestId("thread-status").waitFor({ state: "detached" });
  });
});

describe("the palette", () => {
  test("finds customers, actions in both languages and settings, and an input method keeps its Enter", async () => {
    const { page } = agent;
    photographOnFailure("palette", page);
    await ask(server, "陈雨桐", "可以换成这个颜色吗？");
    await agent.show("all");
    await row("陈雨桐").waitFor();
    const field = page.getByTestId("palette-field");
    const options = page.getByTestId("palette-option");

    await page.keyboard.press("Control+k");
    await field.fill("雨桐");
    await options.filter({ hasText: "陈雨桐" }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await field.press("Enter");
    await page.getByTestId("thread").waitFor();

    await page.keyboard.press("Control+k");
    await field.fill("深色");
    await options.filter({ hasText: "Dark theme" }).waitFor();
    await field.press("Enter");
    await page.locator('html[data-theme="dark"]').waitFor();

    await page.keyboard.press("Control+k");
    // What was chosen last stands first.
    await expect.poll(() => options.first().textContent()).toContain("Dark theme");
    const inputMethod = await InputMethod.of(page);
    await field.focus();
    await inputMethod.compose("s", "se");
    await inputMethod.pressEnter();
    await inputMethod.pressTakenEnter();
    expect(await field.isVisible()).toBe(true);
    await inputMethod.commit("");
    await field.fill("security");
    await options.filter({ hasText: "Sign-in and security" }).click();
    await page.waitForURL("**/settings/security");
  });

  test("comes back to what was found in messages, and closes by Escape with the focus where it was", async () => {
    const { page } = agent;
    photographOnFailure("palette-messages", page);
    const id = await ask(server, "Priya Nair", "Where is parcel KL-77341?");
    await page.getByTestId("rail-search").click();
    const found = page.getByTestId("palette-option").filter({ hasText: "KL-77341" });
    // The index of words hears of it a moment later.
    await expect
      .poll(
        async () => {
          await page.getByTestId("palette-field").fill("");
          await page.getByTestId("palette-field").fill("KL-77341");
          await page.waitForTimeout(800);
          return found.count();
        },
        { timeout: 45_000 },
      )
      .toBeGreaterThan(0);
    await found.first().click();
    await page.locator(`[data-testid="thread"][data-conversation-id="${id}"]`).waitFor();
    await page.getByTestId("rail-search").click();
    await expect.poll(focusedTestId).toBe("palette-field");
    await page.keyboard.press("Escape");
    await expect.poll(focusedTestId).toBe("rail-search");
  });
});

describe("lists", () => {
  test("are narrowed by filters that stand in the address, and kept as views", async () => {
    const { page } = agent;
    photographOnFailure("filters", page);
    await ask(server, "Emma Walsh", "An invoice, please");
    await agent.show("all");
    await row("Emma Walsh").waitFor();
    await page.getByTestId("filter-menu").click();
    await page.getByTestId("filter-status").click();
    await page.getByRole("option", { name: "Resolved" }).click();
    await page.waitForURL("**status=resolved*");
    await row("Emma Walsh").waitFor({ state: "detached" });
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");

    await page.getByTestId("views-menu").click();
    await page.getByTestId("view-save").click();
    await page.getByTestId("view-name").fill("已解决");
    await page.getByTestId("view-name-submit").click();
    await page.getByTestId("save-view-dialog").waitFor({ state: "detached" });
    await agent.page.goto(`${server.url}/console/inbox/mine`);
    await page.getByTestId("views-menu").click();
    await page.getByTestId("saved-view").filter({ hasText: "已解决" }).click();
    await page.waitForURL("**/inbox/all?status=resolved");
    await page.getByTestId("views-menu").click();
    await page.getByTestId("views-manage").click();
    await page.getByTestId("view-delete").click();
    await page.getByTestId("managed-views").getByRole("listitem").waitFor({ state: "detached" });
  });

  test("do not move under the pointer: what is new waits until it is asked for", async () => {
    const { page } = agent;
    photographOnFailure("held", page);
    await ask(server, "Before Pointing", "One");
    await agent.show("unassigned");
    await row("Before Pointing").hover();
    const top = (await row("Before Pointing").boundingBox())?.y;
    await ask(server, "While Pointing", "Two");
    await page.getByTestId("list-news").waitFor();
    expect((await row("Before Pointing").boundingBox())?.y).toBe(top);
    expect(await row("While Pointing").count()).toBe(0);
    await page.getByTestId("list-news").press("Enter");
    await row("While Pointing").waitFor();
  });

  test("of ten thousand conversations hold a few rows in the page, and keep the one that has the focus", async () => {
    const { page } = agent;
    photographOnFailure("virtual-list", page);
    await makeUpList(page, 10_000);
    await makeUpThreads(page, () => 300);
    await agent.show("all");
    await page.locator(`[data-conversation-id="${idOf(1, 0)}"]`).waitFor();
    const list = page.getByTestId("list-scroll");
    await agent.rows.nth(2).focus();
    const focusedId = () => page.evaluate("document.activeElement.dataset.conversationId");
    const kept = await focusedId();
    // Each time that the end comes in sight the next page is asked for.
    const last = async () => {
      await list.evaluate((element) => element.scrollTo({ top: 1e9 }));
      return page.evaluate(
        "Number([...document.querySelectorAll('[data-testid=list-scroll] li')].at(-1).dataset.index)",
      );
    };
    await expect.poll(last, { interval: 250, timeout: 30_000 }).toBeGreaterThan(150);
    expect(await agent.rows.count()).toBeLessThan(60);
    expect(kept).toBeDefined();
    expect(await focusedId()).toBe(kept);
  });

  test("of messages as well: the end is in sight, one that the address names is shown and marked, words are found", async () => {
    const { page } = agent;
    photographOnFailure("virtual-thread", page);
    await makeUpList(page, 3);
    await makeUpThreads(page, () => 400);
    await page.goto(`${server.url}/console/inbox/all/${idOf(1, 1)}`);
    const message = (text: string) => page.getByTestId("message").filter({ hasText: text });
    await message("400 ·").waitFor();
    expect(await page.getByTestId("message").count()).toBeLessThan(200);
    await expect.poll(() => message("400 ·").isVisible()).toBe(true);

    await page.goto(`${server.url}/console/inbox/all/${idOf(1, 1)}?at=40`);
    const marked = page.locator("[data-marked]");
    await marked.waitFor();
    expect(await marked.textContent()).toContain("40 ·");
    await page.getByTestId("jump-to-latest").click();
    await message("400 ·").waitFor();

    await page.getByTestId("messages").focus();
    await page.keyboard.press("Control+f");
    await page.getByTestId("find-field").fill("277 ·");
    await expect.poll(() => page.getByTestId("find-count").textContent()).toBe("1 of 1");
    await expect.poll(() => marked.textContent()).toContain("277 ·");
    expect(await violations(page)).toEqual([]);
  });
});

describe("panes", () => {
  test("are resized by keys and by pointer, and stay so", async () => {
    const { page } = agent;
    photographOnFailure("resize", page);
    const divider = page.getByTestId("list-divider");
    const width = async () => (await page.getByTestId("conversation-list").boundingBox())?.width;
    await expect.poll(() => divider.getAttribute("aria-valuenow")).toBe("320");
    await divider.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(async () => [await divider.getAttribute("aria-valuenow"), await width()]).toEqual(["352", 352]);
    const box = await divider.boundingBox();
    if (box === null) throw new Error("no divider");
    await page.mouse.move(box.x + box.width / 2, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 40, box.y + 300, { steps: 4 });
    await page.mouse.up();
    await expect.poll(width).toBe(392);
    await page.reload();
    await page.getByTestId("conversation-list").waitFor();
    await expect.poll(width).toBe(392);
    await divider.dblclick();
    await expect.poll(width).toBe(320);
  });
});
