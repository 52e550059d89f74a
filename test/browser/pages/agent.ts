/** An agent at the console. */
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import type { ConversationView, Locale } from "#protocol/constants";
import { newPerson } from "#test/harness/browser";
import type { Site } from "#test/harness/people";

const OPEN_TRIES = 4;
const OPEN_WITHIN_MS = 4_000;

export class AgentPage {
  readonly context: BrowserContext;
  readonly page: Page;

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  /** Signs in with the first demo login of a role. */
  static async signIn(
    browser: Browser,
    { url, demo }: Site,
    locale: Locale,
    role = "agent",
    timezoneId?: string,
  ): Promise<AgentPage> {
    const login = demo.logins.find((candidate) => candidate.role === role);
    if (login === undefined) throw new Error(`the demo has no ${role}`);
    const context = await newPerson(browser, locale, timezoneId);
    const page = await context.newPage();
    await page.goto(`${url}/console`);
    await page.locator('input[name="email"]').fill(login.email);
    await page.locator('input[name="password"]').fill(login.password);
    await page.getByTestId("sign-in-submit").click();
    await page.getByTestId("conversation-list").waitFor();
    const agent = new AgentPage(context, page);
    await agent.isConnected();
    // The account remembers the language that it was used in last.
    await agent.speak(locale);
    return agent;
  }

  get rows(): Locator {
    return this.page.getByTestId("conversation-row");
  }

  get composer(): Locator {
    return this.page.getByTestId("composer-field");
  }

  get banner(): Locator {
    return this.page.getByTestId("line-banner");
  }

  /** What happens from now on is told to this page, whichever it is: the rail that knows is part of each. */
  async isConnected(): Promise<void> {
    const rail = this.page.locator('[data-testid="presence-phone"]:not([data-status="connecting"])');
    await rail.waitFor({ state: "attached" });
  }

  async show(view: ConversationView): Promise<void> {
    await this.page.getByTestId(`view-${view}`).click();
    await this.page.locator(`[data-testid="conversation-list"][data-view="${view}"]`).waitFor();
  }

  async goOnline(): Promise<void> {
    await this.page.getByTestId("presence").click();
    await this.page.getByTestId("presence-online").click();
    await this.page.locator('[data-testid="presence"][data-status="online"]').waitFor();
    // As long as the menu is there, keys are its own.
    await this.page.getByTestId("presence-online").waitFor({ state: "detached" });
  }

  /** What an agent chose counts for the next who signs in as them. */
  async goOffline(): Promise<void> {
    await this.page.getByTestId("presence").click();
    await this.page.getByTestId("presence-offline").click();
    await this.page.locator('[data-testid="presence"][data-status="offline"]').waitFor();
  }

  /** Takes the open conversation; its field is there for an answer afterwards. */
  async accept(): Promise<void> {
    await this.page.getByTestId("composer-accept").click();
    await this.composer.waitFor();
  }

  /** Goes to the ticket that was made a moment ago; news of others may stand beside that. */
  async openMadeTicket(): Promise<void> {
    const said = this.page.getByTestId("done").filter({ hasText: /created|已创建/ });
    await said.last().getByTestId("offer").click();
  }

  /** Finds the conversation in which this was asked, among those that wait, and takes it. */
  async take(question: string): Promise<void> {
    await this.show("unassigned");
    const row = this.rows.filter({ hasText: question }).first();
    // A list that has just come may still move under the pointer.
    for (let tries = 0; tries < OPEN_TRIES; tries += 1) {
      const id = await row.getAttribute("data-conversation-id");
      await row.click();
      const wanted = this.page.locator(`[data-testid="thread"][data-conversation-id="${id}"]`);
      if (
        await wanted.waitFor({ timeout: OPEN_WITHIN_MS }).then(
          () => true,
          () => false,
        )
      )
        break;
    }
    await this.accept();
  }

  async speak(locale: Locale): Promise<void> {
    await this.page.getByTestId("account-menu").click();
    // Kept, before a page is left that would take the request with it.
    const isKept = this.page.waitForResponse(
      (answer) => answer.request().method() === "PUT" && answer.url().endsWith("/preferences") && answer.ok(),
    );
    await this.page.getByTestId(`language-${locale}`).click();
    await isKept;
    await this.page.locator(`html[lang="${locale}"]`).waitFor();
    await this.page.keyboard.press("Escape");
    await this.page.getByTestId(`language-${locale}`).waitFor({ state: "hidden" });
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** Loads the page again; the address keeps the conversation. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.getByTestId("thread").waitFor();
  }

  /** The texts that stand in the thread, from the top, without what the system noted. */
  texts(): Promise<string[]> {
    return this.page.getByTestId("messages").getByTestId("message").locator("p").allInnerTexts();
  }

  /** How far the own messages have come, from the top; others' have no state. */
  async states(): Promise<string[]> {
    const own = await this.page.getByTestId("messages").locator('[data-testid="message"][data-state]').all();
    const states = await Promise.all(own.map((message) => message.getAttribute("data-state")));
    return states.filter((state) => state !== null);
  }
}
