/** The views of tickets in the column beside a wide list, and as pills on a phone; what narrows the list, and how it is divided. */
import { describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { sharedStage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const WORDS = {
  en: { subject: "Spout bent in transit", view: "New and urgent" },
  "zh-CN": { subject: "壶嘴在运输途中碰弯", view: "新建且紧急" },
} as const;

describe.each(["en", "zh-CN"] as const)("views of tickets, in %s", (locale) => {
  const stage = sharedStage();
  const words = WORDS[locale];

  test("a view is made of filters, stands beside the list, and opens it anew", async () => {
    const { browser, server } = stage();
    const lead = await AgentPage.signIn(browser, server, locale, "supervisor");
    const { page, context } = lead;
    photographOnFailure(`ticket-views-${locale}`, page);
    const headers = { origin: server.url };
    const data = { clientId: crypto.randomUUID(), subject: words.subject, inboxId: "web", priority: "urgent" };
    expect((await context.request.post(`${server.url}/api/v1/tickets`, { headers, data })).status()).toBe(201);
    await page.setViewportSize(WIDE);
    await page.goto(`${server.url}/console/tickets?view=all`);
    const line = page.getByTestId("ticket-line").filter({ hasText: words.subject }).first();
    await page.getByTestId("ticket-group-today").getByTestId("ticket-line").first().waitFor();
    await line.locator("[data-pressing=urgent]").waitFor();

    await page.getByTestId("ticket-filter-menu").click();
    await page.getByTestId("ticket-filter-status").click();
    await page.getByRole("option").first().click();
    await page.getByTestId("ticket-filter-priority").click();
    await page.getByRole("option").first().click();
    await page.keyboard.press("Escape");
    await page.getByTestId("ticket-chip-status").waitFor();
    await page.getByTestId("ticket-chip-priority").waitFor();
    await page.getByTestId("ticket-sort").click();
    await page.getByTestId("ticket-sort-priority").click();
    await page
      .getByTestId("ticket-group-urgent")
      .getByTestId("ticket-line")
      .filter({ hasText: words.subject })
      .waitFor();
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);

    await page.getByTestId("view-save").click();
    await page.getByTestId("view-name").fill(words.view);
    await page.getByTestId("view-name-submit").click();
    const kept = page.getByTestId("ticket-kept-view").filter({ hasText: words.view });
    await kept.waitFor();
    // Another view is the whole of it.
    await page.getByTestId("ticket-view-all").click();
    await page.getByTestId("ticket-chip-status").waitFor({ state: "detached" });
    await kept.click();
    await page.getByTestId("ticket-view-name").filter({ hasText: words.view }).waitFor();
    expect(await kept.getAttribute("aria-current")).toBe("page");
    expect(await page.getByTestId("ticket-view-all").getAttribute("aria-current")).toBeNull();

    await page.setViewportSize(PHONE);
    await kept.waitFor();
    await line.waitFor();
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);
    await page.getByTestId("views-menu").click();
    await page.getByTestId("views-manage").click();
    await page.getByTestId("view-delete").click();
    await kept.waitFor({ state: "detached" });
    await context.close();
  });
});
