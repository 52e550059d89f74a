/** The widget on pages that make it hard: strict policies, hostile style sheets, the script twice, no storage, no network. */
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { CustomerPage } from "#test/browser/pages/customer";
import { askOn, openShopPage, settled, WIDGET_TAG } from "#test/browser/pages/shop-page";
import type { Stage } from "#test/browser/parts/stage";
import { newPerson, photographOnFailure } from "#test/harness/browser";

const HOSTILE = `
  * { all: unset !important; font-size: 40px !important; transform: rotate(3deg) !important; opacity: 0.1 !important; }
  button, edgedesk-widget, edgedesk-widget * { display: none !important; }
  .launcher, .panel { visibility: hidden !important; }
  #cover { position: fixed !important; inset: 0 !important; z-index: 2147483647 !important; background: #fff !important; }
`;

/** What old libraries, polyfills and monitors do to a page before the widget comes. */
const HOST_SCRIPTS = {
  "grown its arrays and objects": `
    for (const kind of [Array, Object, String, Function, Map]) kind.prototype.extend = function () { return "extended"; };`,
  "a JSON of its own": `
    const { parse, stringify } = JSON;
    window.JSON = { parse: (text, reviver) => parse(text, reviver), stringify: (...all) => stringify(...all) };`,
  "a Promise of its own": `
    window.Promise = class ShopPromise extends Promise { then(...all) { return super.then(...all); } };`,
  "a fetch that counts": `
    const ask = window.fetch;
    window.fetch = function (input, init) {
      if (this !== undefined && this !== window) throw new TypeError("Illegal invocation");
      if (init && !(init instanceof Object)) throw new TypeError("no such options");
      window.asked = (window.asked || 0) + 1;
      return ask.call(window, input, init);
    };`,
  "patched custom elements": `
    const define = customElements.define.bind(customElements);
    customElements.define = (name, kind, options) => define(name, class extends kind {}, options);
    const create = document.createElement.bind(document);
    document.createElement = (name, options) => { const made = create(name, options); made.setAttribute("data-shop", ""); return made; };`,
};

async function expectStyle(element: Locator, property: string, value: string): Promise<void> {
  const style = await element.evaluate(
    (shown, name) => shown.ownerDocument.defaultView?.getComputedStyle(shown).getPropertyValue(name),
    property,
  );
  expect(style).toBe(value);
}

export function widgetPageTests(stage: () => Stage): void {
  describe("the widget on a page that makes it hard", () => {
    test("works under a strict policy with Trusted Types, from the first look to the first message", async () => {
      const { server } = stage();
      const policy = [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        `connect-src 'self' ${server.url.replace("http", "ws")}`,
        "require-trusted-types-for 'script'",
        "trusted-types edgedesk",
      ].join("; ");
      const html = `<!doctype html><title>Strict</title><script async src="${server.url}/widget.js" data-inbox="web"></script>`;
      const { context, page, complaints } = await openShopPage(stage(), html, {
        headers: { "content-security-policy": policy },
      });
      photographOnFailure("strict-page", page);
      await askOn(page, "Under a strict policy");
      expect(complaints).toEqual([]);
      await context.close();
    });

    test("is not touched by what a page says of all its elements, and lies above what the page floats", async () => {
      const script = `<script async src="/widget.js" data-inbox="web"></script>`;
      const { context, page } = await openShopPage(
        stage(),
        `<!doctype html><title>Hostile</title><style>${HOSTILE}</style>${script}<div id="cover">sale!</div>`,
      );
      photographOnFailure("hostile-page", page);
      const launcher = page.getByTestId("launcher");
      await settled(page);
      await expect
        .poll(() => launcher.boundingBox())
        .toEqual({ x: 1280 - 24 - 56, y: 800 - 24 - 56, width: 56, height: 56 });
      // A click that the cover took would time out.
      await launcher.click();
      const panel = page.getByTestId("panel");
      await panel.waitFor();
      const title = page.getByTestId("greeting");
      await expectStyle(title, "font-size", "20px");
      await expectStyle(page.getByTestId("new-conversation"), "display", "flex");
      const box = await panel.boundingBox();
      expect([box?.width, box && box.x + box.width]).toEqual([380, 1280 - 24]);
      await context.close();
    });

    test("is there once where the script stands twice, and for each of two inboxes", async () => {
      const tag = (inbox: string) => `<script async src="/widget.js" data-inbox="${inbox}"></script>`;
      const { context, page, complaints } = await openShopPage(
        stage(),
        `<!doctype html><title>Twice</title>${tag("web")}${tag("web")}${tag("another")}<body></body>`,
      );
      const inboxes = () =>
        page.locator("edgedesk-widget").evaluateAll((widgets) => widgets.map((widget) => widget.getAttribute("inbox")));
      await expect.poll(async () => (await inboxes()).sort()).toEqual(["another", "web"]);
      await page.locator('edgedesk-widget[inbox="web"]').evaluate((widget) => widget.setAttribute("open", ""));
      await page.getByTestId("panel").waitFor();
      expect(await page.getByTestId("panel").count()).toBe(1);
      expect(complaints).toEqual([]);
      await context.close();
    });

    test.each(Object.entries(HOST_SCRIPTS))("works where the page has %s", async (what, script) => {
      const { browser, server } = stage();
      const html = `<!doctype html><title>Overridden</title><script>${script}</script>${WIDGET_TAG}`;
      const { context, page, complaints } = await openShopPage(stage(), html);
      photographOnFailure(`page has ${what}`, page);
      const question = `Do I get through where the page has ${what}?`;
      await askOn(page, question);
      await page.evaluate("void edgedesk.push(['setCustomAttributes', { plan: 'gold' }])");
      const agent = await AgentPage.signIn(browser, server, "en");
      await agent.take(question);
      await agent.write("You do.");
      const texts = () => page.getByTestId("thread").locator("p.bubble").allInnerTexts();
      await expect.poll(texts).toEqual([question, "You do."]);
      expect(complaints).toEqual([]);
      await Promise.all([context.close(), agent.context.close()]);
    });

    test("chats for this page view where nothing can be stored, and says so", async () => {
      const { browser, server } = stage();
      const context = await newPerson(browser, "en");
      await context.addInitScript(
        `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } })`,
      );
      const page = await context.newPage();
      photographOnFailure("no-storage", page);
      await page.goto(`${server.url}/demo`);
      await page.getByTestId("launcher").click();
      await page.getByTestId("new-conversation").click();
      await page.getByText("Your browser keeps nothing here").waitFor();
      await page.getByTestId("composer").fill("Nothing is kept");
      await page.getByTestId("composer").press("Enter");
      await page.locator('[data-testid="message"][data-state="sent"]').waitFor();
      await page.getByTestId("composer").fill("And a second one");
      await page.getByTestId("composer").press("Enter");
      await expect.poll(() => page.locator('[data-testid="message"][data-state="sent"]').count()).toBe(2);
      await context.close();
    });

    test("without a network at the first wish says so, and opens when there is one", async () => {
      const { browser, server } = stage();
      const context = await newPerson(browser, "en");
      const page = await context.newPage();
      photographOnFailure("offline-first", page);
      // What is fetched while the page is idle does not come either.
      let isCut = true;
      await page.route("**/widget-app.*.js", (route) => (isCut ? route.abort() : route.continue()));
      await page.goto(`${server.url}/demo`);
      await page.getByTestId("launcher").waitFor();
      await context.setOffline(true);
      await page.getByTestId("launcher").click();
      await page.getByText("No connection. Press to try again.").waitFor();
      expect(await page.getByTestId("panel").count()).toBe(0);
      isCut = false;
      await context.setOffline(false);
      await page.getByTestId("panel").waitFor();
      await expect.poll(() => page.getByText("No connection.").count()).toBe(0);
      await context.close();
    });

    test("shows the frame of a thread whose script does not come, and a way to try again", async () => {
      const { browser, server } = stage();
      const context = await newPerson(browser, "en");
      const page = await context.newPage();
      photographOnFailure("no-thread-script", page);
      let isBlocked = true;
      await page.route("**/widget-talk.*.js", (route) => (isBlocked ? route.abort() : route.continue()));
      await page.goto(`${server.url}/demo`);
      await page.getByTestId("launcher").click();
      await page.getByTestId("new-conversation").click();
      await page.getByTestId("frame-retry").waitFor();
      isBlocked = false;
      await page.getByTestId("frame-retry").click();
      await page.getByTestId("composer").waitFor();
      await context.close();
    });

    test.each([
      ["ahead", 24],
      ["behind", -24],
    ])("with a clock a day %s talks both ways, in order and at the server's times", async (_, hours) => {
      const { browser, server } = stage();
      const context = await newPerson(browser, "en");
      await context.addInitScript((ms) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + ms;
      }, hours * 3_600_000);
      const page = await context.newPage();
      photographOnFailure("skewed-clock", page);
      await page.goto(`${server.url}/demo`);
      const agent = await AgentPage.signIn(browser, server, "en");
      await page.getByTestId("launcher").click();
      await page.getByTestId("new-conversation").click();
      const question = `Which day is it? ${hours}`;
      await page.getByTestId("composer").fill(question);
      await page.getByTestId("composer").press("Enter");
      await agent.take(question);
      await agent.write("Today.");
      const texts = () => page.getByTestId("thread").locator("p.bubble").allInnerTexts();
      await expect.poll(texts).toEqual([question, "Today."]);
      const times = await page
        .getByTestId("thread")
        .locator("time")
        .evaluateAll((all) => all.map((time) => Date.parse(time.getAttribute("datetime") ?? "")));
      for (const time of times) expect(Math.abs(time - Date.now())).toBeLessThan(120_000);
      await Promise.all([context.close(), agent.context.close()]);
    });

    test("shows what people are called and write as what it is", async () => {
      const { browser, server } = stage();
      const customer = await CustomerPage.visit(browser, server, "en");
      const agent = await AgentPage.signIn(browser, server, "en");
      photographOnFailure("odd-texts", customer.page);
      const odd = [
        `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script> **bold** [a](javascript:alert(1))`,
        `\u202egnp.elttek\u202c 👩‍👩‍👧‍👦 مرحبا`,
        "w".repeat(5_000),
      ];
      const title = await customer.page.title();
      await customer.begin();
      for (const text of odd) await customer.write(text);
      await agent.show("unassigned");
      await agent.rows.first().waitFor();
      await expect.poll(() => customer.texts()).toEqual(odd);
      expect(await customer.page.title()).toBe(title);
      const [panel, thread] = await Promise.all([
        customer.page.getByTestId("panel").boundingBox(),
        customer.page.getByTestId("messages").evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
      ]);
      expect([panel?.width, thread]).toEqual([380, 0]);
      await Promise.all([customer.context.close(), agent.context.close()]);
    });
  });
}
