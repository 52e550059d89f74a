/** Somebody is invited, joins, is given another role and is suspended, each in a browser of their own. */
import type { Browser, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { joinBy, PeoplePage } from "#test/browser/pages/people";
import { type Stage, sharedStage } from "#test/browser/parts/stage";
import { lookInBothThemes } from "#test/harness/accessibility";
import { newPerson, photographOnFailure } from "#test/harness/browser";

const EMAIL = "mei.tan@edgedesk.example";
const PASSWORD = "thirteen green kettles";

async function expectNoBarriers(page: Page): Promise<void> {
  const { grave, checked } = await lookInBothThemes(page, "body");
  expect(grave).toEqual([]);
  expect(checked).toBeGreaterThan(8);
}

/** The server's promise of five seconds is held by `test/workers/people.test.ts`; a busy machine draws what it told of later. */
const WITHIN_MS = 15_000;

describe("people", () => {
  const stage = sharedStage();
  let server: Stage["server"];
  let browser: Browser;

  beforeAll(() => {
    ({ server, browser } = stage());
  });

  it("join by a link that works once, and their console follows what they may do by itself", async () => {
    const admin = await AgentPage.signIn(browser, server, "en", "admin");
    photographOnFailure("people-admin", admin.page);
    const people = new PeoplePage(admin.page);
    await people.open("people");
    const link = await people.invite(EMAIL, "support");

    const { page, context } = await joinBy(browser, link, "zh-CN", "Mei Tan 谭梅", PASSWORD);
    photographOnFailure("people-newcomer", page);
    // The invitation was in English, and so is the page that it opened.
    await page.locator('html[lang="en"]').waitFor();
    await people.open("people");
    await people.person(EMAIL).filter({ hasText: "Mei Tan 谭梅" }).waitFor();
    const presence = page.getByTestId("presence");
    await presence.waitFor();

    // A reviewer is offered no conversations: the menu of presence goes by itself, and the session stays.
    await people.giveRole(EMAIL, "Quality reviewer");
    await presence.waitFor({ state: "detached", timeout: WITHIN_MS });
    await page.getByTestId("account-menu").click();
    await page.getByText("Quality reviewer").waitFor();
    await page.keyboard.press("Escape");

    await people.open("roles");
    await people.makeRole("Night shift", ["conversation.list", "conversation.read", "agent.feed", "agent.list"]);
    await people.open("people");
    await people.giveRole(EMAIL, "Night shift");
    await page.getByTestId("account-menu").click();
    await page.getByText("Night shift").waitFor({ timeout: WITHIN_MS });
    await page.keyboard.press("Escape");

    const again = await (await newPerson(browser, "en")).newPage();
    await again.goto(link);
    await again.getByTestId("join-spent").waitFor();

    await people.suspend(EMAIL);
    await page.getByTestId("sign-in").waitFor({ timeout: WITHIN_MS });
    await page.locator('input[name="email"]').fill(EMAIL);
    await page.locator('input[name="password"]').fill(PASSWORD);
    await page.getByTestId("sign-in-submit").click();
    await page.getByTestId("sign-in-error").filter({ hasText: "wrong" }).waitFor();
    await context.close();
  });

  it("are shown without barriers, in both themes, on a phone too", async () => {
    const admin = await AgentPage.signIn(browser, server, "zh-CN", "admin");
    const { page } = admin;
    const people = new PeoplePage(page);
    await people.open("people");
    const link = await people.invite("third@edgedesk.example", "support");
    await page.getByTestId("invitation").first().waitFor();
    await expectNoBarriers(page);
    await page.getByTestId("invite").click();
    await page.getByTestId("access-role").waitFor();
    await expectNoBarriers(page);
    await page.keyboard.press("Escape");
    await people.open("roles");
    await page.getByTestId("new-role").click();
    await page.getByTestId("role-name").waitFor();
    await expectNoBarriers(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoBarriers(page);
    await page.goto(`${server.url}/console/settings/people`);
    await page.getByTestId("person").first().waitFor();
    await expectNoBarriers(page);
    await page.goto(link);
    await page.getByTestId("join-submit").waitFor();
    await expectNoBarriers(page);
    await admin.context.close();
  });

  it("lose a page of the settings while it is open, when their role loses it", async () => {
    const admin = await AgentPage.signIn(browser, server, "en", "admin");
    const people = new PeoplePage(admin.page);
    await people.open("people");
    const link = await people.invite("second@edgedesk.example", "support");
    const { page } = await joinBy(browser, link, "en", "Second Admin", PASSWORD);
    photographOnFailure("people-second", page);
    await people.open("people");
    await people.giveRole("second@edgedesk.example", "Administrator");
    await page.getByTestId("rail-settings").click();
    await page.getByTestId("settings-people").click({ timeout: WITHIN_MS });
    await page.getByTestId("people-page").waitFor();
    await people.giveRole("second@edgedesk.example", "Supervisor");
    await page.getByTestId("people-page").waitFor({ state: "detached", timeout: WITHIN_MS });
    await page.getByTestId("settings-people").waitFor({ state: "detached" });
  });
});
