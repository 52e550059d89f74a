/** What customers are asked, what administrators set, and how an erasure looks from both sides, in real browsers. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCALES } from "#protocol/constants";
import { privacyRequest, privacySettings } from "#protocol/http-privacy";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { lookForBarriers, lookInBothThemes } from "#test/harness/accessibility";
import { launchBrowser, photographOnFailure } from "#test/harness/browser";
import { listConversations, signIn } from "#test/harness/people";
import { eraseContact, readRequest } from "#test/harness/rights";
import { newInstance, type RunningServer, startServer } from "#test/harness/server";

const TEXTS = {
  en: { title: "How we use what you write", body: "We keep it to answer you." },
  "zh-CN": { title: "我们如何使用您的信息", body: "我们保存您的留言以便答复您。" },
};

let instance: Awaited<ReturnType<typeof newInstance>>;
let server: RunningServer;
let browser: Browser;
let admin: { cookie: string };

beforeAll(async () => {
  instance = await newInstance();
  [server, browser] = await Promise.all([startServer(instance), launchBrowser()]);
  admin = await signIn(server, "admin");
});
afterAll(async () => {
  await browser?.close();
  await server?.killGroup();
  instance?.remove();
});

async function expectNoBarriers(page: Page, part: string): Promise<void> {
  expect((await lookInBothThemes(page, part)).grave).toEqual([]);
}

/** The customer whose conversation shows this last, once the index does. */
async function contactOf(preview: string): Promise<string> {
  const find = async () =>
    (await listConversations(server, "all", admin)).find((row) => row.preview?.text === preview)?.conversation
      .contactId;
  await expect.poll(find).toBeDefined();
  return (await find()) ?? "";
}

test("an administrator publishes a text and sets how long things are kept, after seeing how much that is", async () => {
  const { page } = await AgentPage.signIn(browser, server, "en", "admin");
  photographOnFailure("rights-privacy", page);
  await page.goto(`${server.url}/console/settings/privacy`);
  for (const purpose of ["service", "quality"]) {
    const row = page.locator(`[data-testid="consent-purpose"][data-purpose="${purpose}"]`);
    await row.getByTestId("consent-write").click();
    await page.getByTestId("publish-submit").click();
    const wanted = page.getByTestId("publish-dialog").getByText("Write this in both languages.");
    await expect.poll(() => wanted.count()).toBe(4);
    for (const locale of LOCALES) {
      await page.getByTestId(`publish-title-${locale}`).fill(TEXTS[locale].title);
      await page.getByTestId(`publish-body-${locale}`).fill(TEXTS[locale].body);
    }
    await page.getByTestId("publish-submit").click();
    await row.getByText("Version 1").waitFor();
  }
  const rule = page.locator('[data-testid="retention-rule"][data-kind="resolvedConversations"]');
  await rule.getByTestId("retention-change").click();
  await page.getByTestId("retention-after").check();
  await page.getByTestId("retention-days").fill("0");
  await page.getByTestId("retention-submit").click();
  await page.getByText("Enter a whole number from 1 to 3,650.").waitFor();
  await page.getByTestId("retention-days").fill("400");
  await page.getByText("0 conversations would be erased now.").waitFor();
  // Not before it is understood.
  await page.getByTestId("retention-submit").click();
  await page.getByText("Tick this first.").waitFor();
  await expectNoBarriers(page, "body");
  await page.getByTestId("retention-understood").check();
  await page.getByTestId("retention-submit").click();
  await rule.getByText("Erased after 400 days").waitFor();
  await expectNoBarriers(page, "body");
  const answer = await fetch(`${server.url}/api/v1/privacy/settings`, { headers: admin });
  const [inbox] = privacySettings.parse(await answer.json()).inboxes;
  expect(inbox?.consentTexts.map(({ purpose, version }) => [purpose, version])).toEqual([
    ["quality", 1],
    ["service", 1],
  ]);
  expect(inbox?.retention[0]).toEqual({ kind: "resolvedConversations", days: 400, version: 1 });
  await page.context().close();
});

test.each(LOCALES)("a customer is told and asked, in %s, and writes all the while", async (locale) => {
  const customer = await CustomerPage.visit(browser, server, locale);
  const { page } = customer;
  photographOnFailure(`rights-consent-${locale}`, page);
  await customer.begin();
  const notice = page.getByTestId("consent");
  await notice.getByText(TEXTS[locale].title).waitFor();
  // It stands in nobody's way.
  await customer.write("before any answer");
  await expect.poll(() => customer.states()).toEqual([expect.stringMatching(/sent|delivered|read/)]);
  await expectNoBarriers(page, "edgedesk-widget");
  await notice.getByTestId("consent.read").click();
  await notice.locator('[data-purpose="quality"]').waitFor();
  await notice.getByTestId("consent.no").click();
  await notice.getByTestId("consent.choices").click();
  await notice.getByTestId("consent.give").click();
  await notice.getByTestId("consent.withdraw").waitFor();
  await expectNoBarriers(page, "edgedesk-widget");
  await notice.getByTestId("consent.close").click();
  // What was answered is not asked again, in another visit neither.
  await customer.reload();
  await notice.getByTestId("consent.choices").waitFor();
  expect(await notice.locator("[data-purpose]").count()).toBe(0);
  await expect.poll(() => customer.texts()).toEqual(["before any answer"]);
  await customer.context.close();
});

test("a conversation that is erased while it goes on ends for both: the customer begins anew, the agent is told", async () => {
  const customer = await CustomerPage.visit(browser, server, "en");
  photographOnFailure("rights-erased-customer", customer.page);
  await customer.begin();
  await customer.write("forget me soon");
  const agent = await AgentPage.signIn(browser, server, "en");
  photographOnFailure("rights-erased-agent", agent.page);
  await agent.take("forget me soon");
  await agent.write("I am on it.");
  await expect.poll(() => customer.texts()).toEqual(["forget me soon", "I am on it."]);
  const erased = await eraseContact(server, admin, await contactOf("I am on it."));
  await agent.page.getByTestId("notice").getByText("This conversation was erased").waitFor();
  await expect.poll(() => agent.rows.count()).toBe(0);
  // At home, as somebody new, without a word of what was.
  await customer.page.getByTestId("home").waitFor();
  expect(await customer.page.getByTestId("panel").getByText("forget me soon").count()).toBe(0);
  await expect.poll(() => customer.banner.count()).toBe(0);
  await customer.page.getByTestId("new-conversation").click();
  await customer.write("hello again");
  await expect.poll(() => customer.texts()).toEqual(["hello again"]);
  await expect.poll(async () => (await readRequest(server, admin, erased.id)).status, { timeout: 60_000 }).toBe("done");

  const admins = await AgentPage.signIn(browser, server, "en", "admin");
  await admins.page.goto(`${server.url}/console/settings/requests`);
  const request = admins.page.locator(`[data-testid="request-row"][data-id="${erased.id}"]`);
  await request.getByText("Done").waitFor();
  await expectNoBarriers(admins.page, "body");
});

test("an export is downloaded as a page, by whoever asked for it", async () => {
  const customer = await CustomerPage.visit(browser, server, "en");
  await customer.begin();
  await customer.write("what do you know of me?");
  const contactId = await contactOf("what do you know of me?");
  const { page } = await AgentPage.signIn(browser, server, "en", "admin");
  photographOnFailure("rights-export", page);
  const asked = await page.evaluate(
    async (path) => (await fetch(path, { method: "POST" })).json(),
    `/api/v1/contacts/${contactId}/export`,
  );
  const { id } = privacyRequest.parse(asked);
  await page.goto(`${server.url}/console/settings/requests`);
  const request = page.locator(`[data-testid="request-row"][data-id="${id}"]`);
  const downloading = page.waitForEvent("download", { timeout: 60_000 });
  await request.getByTestId("request-download-html").click({ timeout: 60_000 });
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`export-${id}.html`);
  const path = await download.path();
  const reader = await browser.newPage();
  await reader.goto(`file://${path}`);
  await reader.getByText("what do you know of me?").waitFor();
  expect((await lookForBarriers(reader, "body")).grave).toEqual([]);
});
