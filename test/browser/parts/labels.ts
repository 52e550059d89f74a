/** Labels and priority: put on where the conversation is, seen by colleagues at once, defined on a page of their own. */
import { expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const QUESTION = "The lid of my gaiwan is chipped";

export function labelsTests(stage: () => Stage): void {
  test("a conversation is labelled and made urgent with the keys alone, and a colleague sees it, with no word to the customer", async () => {
    const { browser, server } = stage();
    const customer = await CustomerPage.visit(browser, server, "en");
    await customer.begin();
    await customer.write(QUESTION);
    await expect.poll(() => customer.states()).toEqual(["sent"]);
    const [agent, colleague] = await Promise.all([
      AgentPage.signIn(browser, server, "en"),
      AgentPage.signIn(browser, server, "zh-CN", "supervisor"),
    ]);
    photographOnFailure("labels-agent", agent.page);
    photographOnFailure("labels-colleague", colleague.page);
    await Promise.all([agent.show("all"), colleague.show("all")]);
    await agent.rows.filter({ hasText: QUESTION }).click();
    await agent.page.getByTestId("thread").getByTestId("message").first().waitFor();

    await agent.page.getByTestId("labels-open").focus();
    await agent.page.keyboard.press("Enter");
    const picker = agent.page.getByTestId("label-picker").filter({ visible: true });
    // The focus goes into its field a moment after it has opened.
    await picker.getByTestId("label-search").and(agent.page.locator(":focus")).waitFor();
    await agent.page.keyboard.type("破损");
    await expect.poll(() => picker.getByTestId("label-option").count()).toBe(1);
    // Agents find labels; they make none.
    expect(await picker.getByTestId("label-create").count()).toBe(0);
    await agent.page.keyboard.press("ArrowDown");
    await agent.page.keyboard.press("Enter");
    await agent.page.keyboard.press("Escape");
    const header = agent.page.getByTestId("thread").locator("header");
    await expect.poll(() => header.getByTestId("label-chip").allInnerTexts()).toEqual(["Damaged 破损"]);

    await agent.page.getByTestId("priority-open").press("Enter");
    await agent.page.getByTestId("priority-urgent").click();
    await header.getByTestId("priority-flag").waitFor();
    await expect
      .poll(() => agent.page.getByTestId("activity").allInnerTexts())
      .toContainEqual(expect.stringMatching(/added Damaged 破损$/));

    const row = colleague.rows.filter({ hasText: QUESTION });
    await expect.poll(() => row.getByTestId("label-chip").allInnerTexts()).toEqual(["Damaged 破损"]);
    await expect.poll(() => row.getByTestId("priority-flag").textContent()).toBe("紧急");
    expect(await customer.texts()).toEqual([QUESTION]);

    // And off again, by the one who sees it beside the customer.
    await row.click();
    // While the rest of the customer's panel is still coming too: what is open there stays open.
    await colleague.page.getByTestId("conversation-marks").getByTestId("labels-add").click();
    await colleague.page.getByTestId("label-option").filter({ hasText: "破损", visible: true }).click();
    await colleague.page.keyboard.press("Escape");
    await expect.poll(() => header.getByTestId("label-chip").count()).toBe(0);
    await Promise.all([customer, agent, colleague].map(({ context }) => context.close()));
  });

  test("labels are made, renamed, ordered and deleted on their page, and a name that is taken stands at its field", async () => {
    const { browser, server } = stage();
    const lead = await AgentPage.signIn(browser, server, "en", "supervisor");
    const { page } = lead;
    photographOnFailure("labels-page", page);
    await page.goto(`${server.url}/console/settings/labels`);
    const names = () => page.getByTestId("label-name").allInnerTexts();
    await page.getByTestId("label-row").first().waitFor();
    const before = await names();

    await page.getByTestId("label-new").click();
    const dialog = page.getByTestId("label-dialog");
    await page.getByTestId("label-dialog-name").fill("refund 退款");
    await page.getByTestId("label-save").click();
    await dialog.getByText("There is a label of this name already.").waitFor();
    await page.getByTestId("label-dialog-name").fill("Back in stock");
    await page.getByTestId("label-save").click();
    await expect.poll(names).toEqual([...before, "Back in stock"]);

    // Shown at once: what a reload finds is what was answered.
    const ordered = page.waitForResponse((answer) => answer.request().method() === "PUT");
    await page.getByTestId("label-up").last().click();
    const [last = "", ...rest] = before.toReversed();
    await expect.poll(names).toEqual([...rest.toReversed(), "Back in stock", last]);
    expect((await ordered).status()).toBe(200);
    await page.reload();
    await page.getByTestId("label-row").first().waitFor();
    expect(await names()).toEqual([...rest.toReversed(), "Back in stock", last]);

    const { grave } = await lookForBarriers(page, "body");
    expect(grave).toEqual([]);
    const row = page.getByTestId("label-row").filter({ hasText: "Back in stock" });
    await row.getByTestId("label-menu").click();
    await page.getByTestId("label-delete").click();
    await page.getByTestId("confirm-dialog").getByText("No conversation carries this label.").waitFor();
    await page.getByTestId("confirm").click();
    await expect.poll(names).toEqual(before);
    await lead.context.close();
  });
}
