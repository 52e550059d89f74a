/** How a page dresses the widget: colours and shape by CSS, the theme, the side, and its title left alone. */
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { askOn, openShopPage, settled, WIDGET_TAG } from "#test/browser/pages/shop-page";
import type { Stage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";

const LIGHT_PANEL = "rgb(255, 255, 255)";
const DARK_PANEL = "rgb(23, 23, 27)";

export async function styleOf(element: Locator, property: string): Promise<string> {
  return element.evaluate(
    (shown, name) => shown.ownerDocument.defaultView?.getComputedStyle(shown).getPropertyValue(name) ?? "",
    property,
  );
}

function tag(attributes: string): string {
  return `<!doctype html><title>Shop</title>${WIDGET_TAG.replace("<script", `<script ${attributes}`)}`;
}

/** Colours that the panel has once it is open. */
async function panelColour(page: Page): Promise<string> {
  if ((await page.getByTestId("panel").count()) === 0) await page.getByTestId("launcher").click();
  return styleOf(page.getByTestId("panel"), "background-color");
}

export function widgetLooksTests(stage: () => Stage): void {
  describe("a page that dresses the widget", () => {
    test("sets accent, text on it, radius, font and place, and changes them while it is open", async () => {
      const sheet = `edgedesk-widget { --edgedesk-accent: #0a7d5a; --edgedesk-on-accent: #fffbe6; --edgedesk-radius: 14px;
        --edgedesk-font: "Noto Sans SC", serif; --edgedesk-x: 40px; --edgedesk-y: 60px; }`;
      const { context, page } = await openShopPage(stage(), `${tag("")}<style>${sheet}</style>`);
      photographOnFailure("dressed", page);
      const launcher = page.getByTestId("launcher");
      await settled(page);
      await expect
        .poll(() => launcher.boundingBox())
        .toEqual({ x: 1280 - 40 - 56, y: 800 - 60 - 56, width: 56, height: 56 });
      await askOn(page, "What colour is this?");
      const own = page.locator('[data-testid="message"][data-own="true"] .bubble');
      for (const [element, property, value] of [
        [launcher, "background-color", "rgb(10, 125, 90)"],
        [launcher, "color", "rgb(255, 251, 230)"],
        [page.getByTestId("panel"), "border-top-left-radius", "14px"],
        [page.getByTestId("composer"), "font-family", '"Noto Sans SC", serif'],
      ] as const)
        await expect.poll(async () => [property, await styleOf(element, property)]).toEqual([property, value]);
      const before = await styleOf(own, "background-color");
      await page.addStyleTag({ content: "edgedesk-widget { --edgedesk-accent: #b3005e !important; }" });
      await expect.poll(() => styleOf(launcher, "background-color")).toBe("rgb(179, 0, 94)");
      await expect.poll(() => styleOf(own, "background-color")).not.toBe(before);
      await context.close();
    });

    test.each([
      ["light", "dark", LIGHT_PANEL],
      ["dark", "light", DARK_PANEL],
    ] as const)("asks for %s where the system is %s", async (theme, colorScheme, colour) => {
      const { context, page } = await openShopPage(stage(), tag(`data-theme="${theme}"`));
      await page.emulateMedia({ colorScheme });
      await expect.poll(() => panelColour(page)).toBe(colour);
      // A page that changes its own theme takes the widget along.
      await page
        .locator("edgedesk-widget")
        .evaluate((widget, next) => widget.setAttribute("data-theme", next), colorScheme);
      await expect.poll(() => panelColour(page)).toBe(colour === LIGHT_PANEL ? DARK_PANEL : LIGHT_PANEL);
      await context.close();
    });

    test("says nothing of the theme, and the widget follows the system as it changes", async () => {
      const { context, page } = await openShopPage(stage(), tag(""));
      for (const [colorScheme, colour] of [
        ["dark", DARK_PANEL],
        ["light", LIGHT_PANEL],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await expect.poll(() => panelColour(page)).toBe(colour);
      }
      await context.close();
    });

    test("puts it on the left", async () => {
      const { context, page } = await openShopPage(
        stage(),
        `<!doctype html><title>Left</title><script async src="/widget.js"></script>
         <edgedesk-widget inbox="web" data-side="left" open></edgedesk-widget>`,
      );
      photographOnFailure("left", page);
      const [panel, launcher] = [page.getByTestId("panel"), page.getByTestId("launcher")];
      await panel.waitFor();
      expect([(await panel.boundingBox())?.x, (await launcher.boundingBox())?.x]).toEqual([24, 24]);
      expect(await page.locator("edgedesk-widget").count()).toBe(1);
      await context.close();
    });

    test("keeps its title to itself", async () => {
      const { browser, server } = stage();
      const { context, page } = await openShopPage(stage(), tag('data-title="off"'));
      const agent = await AgentPage.signIn(browser, server, "en");
      const question = "Does my title change?";
      await askOn(page, question);
      await agent.take(question);
      await page.getByTestId("close").click();
      await agent.write("No.");
      await page.getByTestId("unread").waitFor();
      expect(await page.title()).toBe("Shop");
      await Promise.all([context.close(), agent.context.close()]);
    });
  });
}
