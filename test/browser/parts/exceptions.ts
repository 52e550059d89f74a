/** Exceptions: seen where work is chosen and where it is done, with the reason; set and taken off by hand. */
import { expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import type { Stage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";

const THREAT = "You are thieves! My lawyer will write to you";

export function exceptionsTests(stage: () => Stage): void {
  test("a threat is flagged with its reason where both languages see it, and is listed until somebody has settled it", async () => {
    const { browser, server } = stage();
    const customer = await CustomerPage.visit(browser, server, "en");
    await customer.begin();
    await customer.write(THREAT);
    const [agent, lead] = await Promise.all([
      AgentPage.signIn(browser, server, "en"),
      AgentPage.signIn(browser, server, "zh-CN", "supervisor"),
    ]);
    photographOnFailure("exceptions-agent", agent.page);
    photographOnFailure("exceptions-lead", lead.page);
    await agent.show("all");
    const row = agent.rows.filter({ hasText: THREAT });
    await expect.poll(() => row.getByTestId("exception-chips").textContent()).toMatch(/Angry customer.*Legal risk/);

    // What is flagged is among everybody's views, and narrowed further from there.
    await lead.page.getByTestId("views-menu").click();
    await lead.page.getByTestId("view-flagged").filter({ hasText: "需要关注" }).click();
    await lead.rows.filter({ hasText: THREAT }).waitFor();
    await lead.page.goto(`${server.url}/console/inbox/all?flag=legal`);
    await lead.rows.filter({ hasText: THREAT }).click();
    const marks = lead.page.getByTestId("exception-marks");
    await expect.poll(() => marks.getByTestId("exception-legal").textContent()).toMatch(/法律风险 · 律师或诉讼/);
    await lead.page.getByTestId("unflag-legal").click();
    await lead.page.getByTestId("unflag-anger").click();
    await expect.poll(() => lead.rows.filter({ hasText: THREAT }).count()).toBe(0);
    await expect.poll(() => row.getByTestId("exception-chips").count()).toBe(0);

    await row.click();
    await agent.page.getByTestId("flag-open").click();
    await agent.page.getByTestId("flag-submit").click();
    await agent.page.getByText("Write in a few words why.").waitFor();
    await agent.page.getByTestId("flag-kind").click();
    await agent.page.getByRole("option", { name: "Needs another department" }).click();
    await agent.page.getByTestId("flag-reason").fill("Finance has to confirm the transfer");
    await agent.page.getByTestId("flag-submit").click();
    await agent.page.getByTestId("exception-cross_department").waitFor();
    await expect
      .poll(() => lead.page.getByTestId("activity").allInnerTexts())
      .toContainEqual(expect.stringMatching(/标记了异常：需其他部门协助.*Finance has to confirm/));
    expect(await customer.texts()).toEqual([THREAT]);
    await Promise.all([customer, agent, lead].map(({ context }) => context.close()));
  });
}
