/** Nothing hinders anybody gravely: every view of widget and console, in both languages and both themes, as axe sees it. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { LOCALES } from "#protocol/constants";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers, lookInBothThemes } from "#test/harness/accessibility";
import { newPerson, photographOnFailure } from "#test/harness/browser";

const WIDGET = "edgedesk-widget";
const CONSOLE = "body";

/** A page of which axe saw less than this was not there yet. */
const FEWEST = { [WIDGET]: { closed: 1, home: 5, thread: 12 }, [CONSOLE]: { signIn: 8, inbox: 20, thread: 30 } };

async function expectNoBarriers(page: Page, part: typeof WIDGET | typeof CONSOLE, fewest: number): Promise<void> {
  const { grave, checked, checkedInShadow } = await lookInBothThemes(page, part);
  expect(grave).toEqual([]);
  expect(part === WIDGET ? checkedInShadow : checked).toBeGreaterThanOrEqual(fewest);
}

export function accessibilityTests(stage: () => Stage): void {
  test("axe sees into the widget: it finds a launcher without a name and letters as pale as their ground", async () => {
    const { browser, server } = stage();
    const customer = await CustomerPage.visit(browser, server, "en");
    await customer.open();
    await customer.launcher.evaluate((button) => button.removeAttribute("aria-label"));
    await customer.page.getByTestId("home").evaluate((home) => home.style.setProperty("--text-2", "#f0f0f0"));
    const { grave } = await lookForBarriers(customer.page, WIDGET);
    expect(grave).toEqual(
      expect.arrayContaining([expect.stringMatching(/^button-name: /), expect.stringMatching(/^color-contrast: /)]),
    );
    await customer.context.close();
  });

  describe.each(LOCALES)("in %s nothing hinders gravely", (locale) => {
    test("in the widget: closed, at home, in a thread; and in the console's inbox and thread", async () => {
      const { browser, server } = stage();
      const question = `Is the kettle heavy? (${locale})`;
      const customer = await CustomerPage.visit(browser, server, locale);
      const agent = await AgentPage.signIn(browser, server, locale);
      photographOnFailure(`accessible-widget-${locale}`, customer.page);
      photographOnFailure(`accessible-console-${locale}`, agent.page);
      await expectNoBarriers(customer.page, WIDGET, FEWEST[WIDGET].closed);
      await customer.open();
      await expectNoBarriers(customer.page, WIDGET, FEWEST[WIDGET].home);

      await customer.page.getByTestId("new-conversation").click();
      await customer.write(question);
      await agent.show("unassigned");
      await agent.rows.filter({ hasText: question }).waitFor();
      await expectNoBarriers(agent.page, CONSOLE, FEWEST[CONSOLE].inbox);

      await agent.take(question);
      await agent.write("950 g, with its lid.");
      await expect.poll(() => customer.texts()).toHaveLength(2);
      await expect.poll(() => agent.states()).toEqual(["read"]);
      await expectNoBarriers(customer.page, WIDGET, FEWEST[WIDGET].thread);
      await expectNoBarriers(agent.page, CONSOLE, FEWEST[CONSOLE].thread);
      await customer.page.getByTestId("back").click();
      await expectNoBarriers(customer.page, WIDGET, FEWEST[WIDGET].home);
      await Promise.all([customer.context.close(), agent.context.close()]);
    });

    test("in the console's sign-in", async () => {
      const { browser, server } = stage();
      const context = await newPerson(browser, locale);
      const page = await context.newPage();
      photographOnFailure(`accessible-sign-in-${locale}`, page);
      await page.goto(`${server.url}/console`);
      await page.getByTestId("sign-in").waitFor();
      await expectNoBarriers(page, CONSOLE, FEWEST[CONSOLE].signIn);
      await context.close();
    });
  });
}
