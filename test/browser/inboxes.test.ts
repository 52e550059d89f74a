/** A new inbox from nothing to a shop's page: made, given its looks, let onto the page, and seen there. */
import { afterAll, describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { sharedStage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";
import { openShop, type Shop } from "#test/harness/shop";

const INBOX = { id: "mail-order", name: "Mail order" };

describe("an inbox that an administrator sets up", () => {
  const stage = sharedStage();
  let shop: Shop | undefined;
  afterAll(() => shop?.close());

  /** What the shop's page can read of it, as a script on it would. */
  const question = (url: string) => `fetch(${JSON.stringify(`${url}/api/v1/widget/inboxes/${INBOX.id}`)}).then(
    async (answer) => ({ status: answer.status, body: await answer.json() }))`;

  test("shows its colour and greeting to a page that may show it, and the console says that it was seen", async () => {
    const { browser, server } = stage();
    shop = await openShop({ url: server.url, demo: { ...server.demo, inboxId: INBOX.id } });
    const { page, context } = await AgentPage.signIn(browser, server, "en", "admin");
    photographOnFailure("inbox-settings", page);
    const at = (testId: string) => page.getByTestId(testId);
    const save = async () => {
      await at("save").click();
      await at("save-bar").waitFor({ state: "detached" });
    };

    await page.goto(`${server.url}/console/settings/inboxes`);
    await at("new-inbox").click();
    await at("inbox-name").fill(INBOX.name);
    expect(await at("inbox-id").inputValue()).toBe(INBOX.id);
    await at("create-inbox").click();
    await at("code-snippet").waitFor();
    expect(await at("code-snippet").textContent()).toContain(
      `<script async src="${server.url}/widget.js" data-inbox="${INBOX.id}"></script>`,
    );

    // A shop that nobody has let in is told so.
    const customer = await browser.newPage();
    await customer.goto(shop.origin);
    expect(await customer.evaluate(question(server.url))).toMatchObject({ status: 403 });

    await at("inbox-tab-appearance").click();
    await at("accent").fill("#ffd400");
    await at("accent-too-light").waitFor();
    await expect.poll(() => at("save").isDisabled()).toBe(true);
    await at("accent-darken").click();
    await at("greeting-en").fill("Tea questions? Ask away.");
    await save();

    await at("inbox-tab-install").click();
    await at("origin-field").fill(`${shop.origin}/teas?sort=price`);
    await at("add-origin").click();
    await expect.poll(() => at("origin").allInnerTexts()).toEqual([shop.origin]);
    expect(await at("arrivals").getAttribute("data-seen")).toBeNull();
    await save();

    await customer.reload();
    await expect
      .poll(() => customer.evaluate(question(server.url)))
      .toMatchObject({
        status: 200,
        body: {
          id: INBOX.id,
          accent: "#8c7400",
          greeting: { en: "Tea questions? Ask away." },
          team: { state: "away" },
        },
      });
    await page.locator('[data-testid="arrivals"][data-seen]').waitFor();
    expect(await at("arrival").textContent()).toContain(shop.origin);
    await Promise.all([context.close(), customer.context().close()]);
  });
});
