/** Somebody on the staff, as far as signing in goes. */
import type { Browser, BrowserContext, CDPSession, Locator, Page } from "playwright-core";
import type { Locale } from "#protocol/constants";
import type { Demo } from "#scripts/local/demo";
import { newPerson } from "#test/harness/browser";
import type { Site } from "#test/harness/people";

export type DemoLogin = Demo["logins"][number];

export class StaffPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly #url: string;

  private constructor(context: BrowserContext, page: Page, url: string) {
    this.context = context;
    this.page = page;
    this.#url = url;
  }

  static async open(browser: Browser, { url }: Site, locale: Locale = "en"): Promise<StaffPage> {
    const context = await newPerson(browser, locale);
    const page = await context.newPage();
    await page.goto(`${url}/console`);
    return new StaffPage(context, page, url);
  }

  at(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  /** The first step; what follows depends on the account. */
  async givePassword({ email, password }: Pick<DemoLogin, "email" | "password">): Promise<void> {
    await this.page.locator('input[name="email"]').fill(email);
    await this.page.locator('input[name="password"]').fill(password);
    await this.at("sign-in-submit").click();
  }

  async giveCode(code: string): Promise<void> {
    await this.at("second-factor").waitFor();
    await this.page.locator('input[name="code"]').fill(code);
    await this.at("second-factor-submit").click();
  }

  async isIn(): Promise<void> {
    await this.at("account-menu").waitFor();
  }

  async openSecurity(): Promise<void> {
    await this.page.goto(`${this.#url}/console/settings/security`);
    await this.at("totp-set-up").waitFor();
  }

  async signOut(): Promise<void> {
    await this.at("account-menu").click();
    await this.at("sign-out").click();
    await this.at("sign-in").waitFor();
  }

  /** Reads the secret off the page and the codes that come with it. */
  async setUpApp(codeOf: (secret: string) => string | Promise<string>): Promise<{ secret: string; codes: string[] }> {
    await this.at("totp-set-up").click();
    const secret = (await this.at("totp-secret").textContent()) ?? "";
    await this.page.locator('input[name="code"]').fill(await codeOf(secret));
    await this.at("totp-submit").click();
    await this.at("recovery-codes").waitFor();
    const codes = await this.at("recovery-code").allInnerTexts();
    await this.at("recovery-codes-kept").click();
    return { secret, codes };
  }

  /** A device with a fingerprint reader that always knows its owner. */
  async plugInAuthenticator(): Promise<CDPSession> {
    const session = await this.context.newCDPSession(this.page);
    await session.send("WebAuthn.enable");
    await session.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return session;
  }
}
