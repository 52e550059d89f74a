/** A visitor of the demo store and what they see of the widget. */
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import type { Locale } from "#protocol/constants";
import { newPerson } from "#test/harness/browser";
import type { Site } from "#test/harness/people";

export class CustomerPage {
  readonly context: BrowserContext;
  readonly page: Page;
  #isCut = false;

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  /** Comes to the demo store, or to the shop at another address; nothing is opened yet. */
  static async visit(browser: Browser, { url }: Pick<Site, "url">, locale: Locale, address = `${url}/demo`) {
    const context = await newPerson(browser, locale);
    const page = await context.newPage();
    await page.goto(address);
    return new CustomerPage(context, page);
  }

  get launcher(): Locator {
    return this.page.getByTestId("launcher");
  }

  get composer(): Locator {
    return this.page.getByTestId("panel").getByTestId("composer");
  }

  get banner(): Locator {
    return this.page.getByTestId("connection-banner");
  }

  /** @param pressMs how long the button is held down; the widget may arrive meanwhile */
  async open(pressMs = 80): Promise<void> {
    if ((await this.launcher.getAttribute("aria-expanded")) !== "true") await this.launcher.click({ delay: pressMs });
    await this.page.getByTestId("panel").waitFor();
  }

  /** Opens the widget and begins a conversation; it is made by the first message. */
  async begin(): Promise<void> {
    await this.open();
    await this.page.getByTestId("new-conversation").click();
  }

  /** Changes the language as the demo store's visitors do; the widget follows. */
  async speak(locale: Locale): Promise<void> {
    await this.page.locator(`button[data-locale="${locale}"]`).click();
    await this.page.locator(`edgedesk-widget .root[lang="${locale}"]`).waitFor({ state: "attached" });
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /**
   * The network dies. Pages still load, as from a cache, so that a reload in the dark can be seen; nothing else gets through,
   * until {@link mend}.
   */
  async cut(): Promise<void> {
    this.#isCut = true;
    await this.context.setOffline(true);
    await this.context.route("**/api/**", (route) => (this.#isCut ? route.abort() : route.continue()));
    await this.context.routeWebSocket("**/api/**", async (line) => {
      if (this.#isCut) await line.close();
      else line.connectToServer();
    });
    await this.banner.waitFor();
  }

  async mend(): Promise<void> {
    this.#isCut = false;
    await this.context.setOffline(false);
  }

  /** Loads the page again and goes back into the latest conversation, as a visitor would. */
  async reload(): Promise<void> {
    if (this.#isCut) await this.context.setOffline(false);
    await this.page.reload();
    await this.open();
    const thread = this.page.getByTestId("thread");
    const row = this.page.getByTestId("panel").getByTestId("conversation-row").first();
    await thread.or(row).first().waitFor();
    if (await row.isVisible()) await row.click();
    await thread.waitFor();
  }

  /** The texts that stand in the thread, from the top. */
  texts(): Promise<string[]> {
    return this.page.getByTestId("thread").getByTestId("message").locator("p.bubble").allInnerTexts();
  }

  /** How far the own messages have come, from the top. */
  async states(): Promise<(string | null)[]> {
    const own = await this.page.getByTestId("thread").locator('[data-testid="message"][data-own="true"]').all();
    return Promise.all(own.map((message) => message.getAttribute("data-state")));
  }
}
