/** Names and texts that turn the direction of a line, or are of many signs: each stays where it belongs, and moves nothing else. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { askOn, openShopPage, WIDGET_TAG } from "#test/browser/pages/shop-page";
import type { Stage } from "#test/browser/parts/stage";
import { photographOnFailure } from "#test/harness/browser";

const NAMES = {
  "of a language that is read from the right": "مريم العتيبي",
  "with a sign that turns all after it": "Lee \u202e moc.live",
  "of joined emoji": "👩🏽‍🚀👨‍👩‍👧‍👦 Ada 🏳️‍🌈",
  "that never ends": "Wolfeschlegelsteinhausenbergerdorff ".repeat(8).trim(),
};

/** What of the widget is wider than its place, or lies outside of the panel. */
const ESCAPED = `(() => {
  const root = document.querySelector("edgedesk-widget").shadowRoot;
  const panel = root.querySelector(".panel");
  const { left, right } = panel.getBoundingClientRect();
  const parts = [...panel.querySelectorAll("header *, [data-testid=message], [data-testid=message] *")]
    .filter((part) => !part.closest(".hidden") && part.getBoundingClientRect().width > 0);
  return parts
    .filter((part) => { const box = part.getBoundingClientRect(); return box.left < left - 1 || box.right > right + 1; })
    .map((part) => part.outerHTML.slice(0, 120));
})()`;

/** The agent's name as the server would send it; what it may be is nothing that a test can set for a colleague. */
async function renameAgents(page: Page, name: string): Promise<void> {
  const renamed = (text: string) =>
    text.replaceAll(/("type":"agent","id":"[^"]*","name":)"[^"]*"/g, (_, head: string) => head + JSON.stringify(name));
  await page.routeWebSocket("**/socket", (line) => {
    const server = line.connectToServer();
    server.onMessage((text) => line.send(typeof text === "string" ? renamed(text) : text));
  });
}

export function widgetNamesTests(stage: () => Stage): void {
  describe("whoever answers has a name", () => {
    test.each(Object.entries(NAMES))("%s", async (kind, name) => {
      const { browser, server } = stage();
      const { context, page } = await openShopPage(stage(), `<!doctype html><title>Names</title>${WIDGET_TAG}`);
      photographOnFailure(`name ${kind}`, page);
      await renameAgents(page, name);
      const agent = await AgentPage.signIn(browser, server, "en");
      const question = `Who is there? A name ${kind}`;
      await askOn(page, question);
      await agent.take(question);
      const answer = `It is me: ${name}`;
      await agent.write(answer);
      const title = page.getByTestId("answering");
      await expect.poll(() => title.textContent()).toBe(name);
      const speaker = page.getByTestId("thread").locator(".speaker");
      await expect.poll(() => speaker.locator("bdi").textContent()).toBe(name);
      // Isolated: what stands after the name goes on from left to right.
      expect(await title.getAttribute("dir")).toBe("auto");
      const time = await speaker.locator("time").boundingBox();
      const bdi = await speaker.locator("bdi").boundingBox();
      if (time === null || bdi === null) throw new Error("nothing is shown");
      if (time.y < bdi.y + bdi.height / 2) expect(time.x).toBeGreaterThanOrEqual(bdi.x + bdi.width - 1);
      expect(await page.evaluate(ESCAPED)).toEqual([]);
      const [back, close] = [
        await page.getByTestId("back").boundingBox(),
        await page.getByTestId("close").boundingBox(),
      ];
      expect([back?.width, close?.width]).toEqual([36, 36]);

      await page.getByTestId("back").click();
      await page.getByTestId("conversation-row").locator("strong").getByText(name).waitFor();
      expect(await page.evaluate(ESCAPED)).toEqual([]);
      await Promise.all([context.close(), agent.context.close()]);
    });
  });
}
