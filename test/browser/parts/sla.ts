/** Service levels: set up on their pages, drawn as rings while time runs, and overdue for everybody to see when it is over. */
import { expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const QUESTION = "Where is the strainer that I paid for?";
/** Runs from the customer's first word; long enough to see the ring in two browsers before it is over. */
const FIRST_RESPONSE_S = 30;
const OVERDUE_WITHIN_MS = 60_000;
const POLICY = "Urgent ones at once";

export function slaTests(stage: () => Stage): void {
  test("a calendar and a policy that goes by it are made on their pages; what cannot be read is told by its line", async () => {
    const { browser, server } = stage();
    const admin = await AgentPage.signIn(browser, server, "zh-CN", "admin");
    const { page } = admin;
    photographOnFailure("sla-settings", page);
    await page.goto(`${server.url}/console/settings/calendars`);
    await page.getByTestId("calendar-new").click();
    await page.getByTestId("calendar-name").fill("客服组");
    await page.getByTestId("calendar-days").fill("2026-10-01..2026-10-07\n国庆");
    await page.getByTestId("calendar-dialog").getByText("第 2 行无法识别").waitFor();
    await page.getByTestId("calendar-save").click();
    await page.getByTestId("calendar-days").fill("2026-10-01..2026-10-07\n2026-10-10 09:00-18:00");
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);
    await page.getByTestId("calendar-save").click();
    const row = page.getByTestId("setting-row");
    await row.filter({ hasText: "客服组" }).getByText("每周 45 小时 · 8 个特殊日期").waitFor();

    await page.goto(`${server.url}/console/settings/sla`);
    await page.getByTestId("policy-new").click();
    await page.getByTestId("preset-marketplace").click();
    await page.getByTestId("policy-name").fill("平台");
    await page.getByTestId("policy-calendar").click();
    await page.getByRole("option", { name: "客服组" }).click();
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);
    await page.getByTestId("policy-save").click();
    await row.filter({ hasText: "平台" }).getByText("首次回复 3分钟").waitFor();

    // The calendar is the policy's: first this, then that.
    for (const [path, name] of [
      ["sla", "平台"],
      ["calendars", "客服组"],
    ] as const) {
      await page.goto(`${server.url}/console/settings/${path}`);
      const own = row.filter({ hasText: name });
      await own.getByTestId("setting-menu").click();
      await page.getByTestId("setting-delete").click();
      await page.getByTestId("confirm").click();
      await own.waitFor({ state: "detached" });
    }
    await admin.context.close();
  });

  test("a ring runs in the list and beside the thread, and is a filled mark when the answer is overdue", async () => {
    const { browser, server } = stage();
    const admin = await AgentPage.signIn(browser, server, "en", "admin");
    await admin.page.goto(`${server.url}/console/settings/sla`);
    await admin.page.getByTestId("policy-new").click();
    await admin.page.getByTestId("preset-blank").click();
    await admin.page.getByTestId("policy-name").fill(POLICY);
    await admin.page.getByRole("checkbox", { name: "Urgent" }).check();
    await admin.page.getByTestId("policy-firstResponse").fill(String(FIRST_RESPONSE_S / 60));
    await admin.page.getByTestId("policy-save").click();
    const policy = admin.page.getByTestId("setting-row").filter({ hasText: POLICY });
    await policy.waitFor();

    const [agent, lead] = await Promise.all([
      AgentPage.signIn(browser, server, "en"),
      AgentPage.signIn(browser, server, "zh-CN", "supervisor"),
    ]);
    photographOnFailure("sla-agent", agent.page);
    photographOnFailure("sla-lead", lead.page);
    await Promise.all([agent.show("all"), lead.show("all")]);
    const customer = await CustomerPage.visit(browser, server, "en");
    await customer.begin();
    await customer.write(QUESTION);
    await agent.rows.filter({ hasText: QUESTION }).click();
    await agent.page.getByTestId("thread").getByTestId("message").first().waitFor();
    await agent.page.getByTestId("priority-open").press("Enter");
    await agent.page.getByTestId("priority-urgent").click();
    const ring = agent.page.getByTestId("thread").locator("header").getByTestId("due");
    await expect.poll(() => ring.getAttribute("title")).toMatch(/^Reply in 0:\d\d · Due /);
    const row = lead.rows.filter({ hasText: QUESTION });
    await expect.poll(() => row.getByTestId("due").getAttribute("title")).toMatch(/^0:\d\d 内回复 · 到期时间：/);

    await expect.poll(() => ring.getAttribute("data-state"), { timeout: OVERDUE_WITHIN_MS }).toBe("over");
    await expect.poll(() => row.getByTestId("due").textContent()).toContain("超时");
    await expect
      .poll(() => agent.page.getByTestId("activity").allInnerTexts())
      .toContainEqual(expect.stringContaining("is overdue"));
    expect(await customer.texts()).toEqual([QUESTION]);

    await policy.getByTestId("setting-menu").click();
    await admin.page.getByTestId("setting-delete").click();
    await admin.page.getByTestId("confirm").click();
    await policy.waitFor({ state: "detached" });
    await Promise.all([customer, agent, lead, admin].map(({ context }) => context.close()));
  });
}
