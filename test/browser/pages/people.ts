/** The settings of people and roles, and the page that an invitation opens. */
import type { Browser, Locator, Page } from "playwright-core";
import type { Locale } from "#protocol/constants";
import { newPerson } from "#test/harness/browser";

export class PeoplePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(section: "people" | "roles"): Promise<void> {
    await this.#page.getByTestId("rail-settings").click();
    await this.#page.getByTestId(`settings-${section}`).click();
    await this.#page.getByTestId(`${section}-page`).waitFor();
  }

  person(email: string): Locator {
    return this.#page.getByTestId("person").filter({ hasText: email });
  }

  /** @returns the link, as whoever invites sees it once */
  async invite(email: string, teamId: string): Promise<string> {
    await this.#page.getByTestId("invite").click();
    await this.#page.getByTestId("invite-email").fill(email);
    await this.#page.getByTestId(`access-team-${teamId}`).check();
    await this.#page.getByTestId("invite-submit").click();
    const link = await this.#page.getByTestId("invitation-url").inputValue();
    await this.#page.getByTestId("invitation-done").click();
    return link;
  }

  async choose(
    email: string,
    action: "change-access" | "suspend" | "restore" | "sign-out-everywhere" | "reset-second-factor",
  ): Promise<void> {
    await this.person(email).getByTestId("person-menu").click();
    await this.#page.getByTestId(action).click();
  }

  async giveRole(email: string, role: string): Promise<void> {
    await this.choose(email, "change-access");
    await this.#page.getByTestId("access-role").click();
    await this.#page.getByRole("option", { name: role }).click();
    await this.#page.getByTestId("access-save").click();
    await this.person(email).getByTestId("person-role").filter({ hasText: role }).waitFor();
  }

  async suspend(email: string): Promise<void> {
    await this.choose(email, "suspend");
    await this.#page.getByTestId("confirm").click();
    await this.#page.locator(`[data-testid="person"][data-status="suspended"]`, { hasText: email }).waitFor();
  }

  /** Makes a role of these permissions and no others. */
  async makeRole(name: string, permissions: readonly string[]): Promise<void> {
    await this.#page.getByTestId("new-role").click();
    await this.#page.getByTestId("role-name").fill(name);
    for (const tick of await this.#page.locator('[data-testid^="tick-"]:not([disabled])').all()) await tick.uncheck();
    for (const permission of permissions) await this.#page.getByTestId(`tick-${permission}`).check();
    await this.#page.getByTestId("role-save").click();
    await this.#page.locator(`[data-testid="role"][data-name="${name}"]`).waitFor();
  }
}

/** Opens an invitation in a browser of its own, and joins. */
export async function joinBy(browser: Browser, link: string, locale: Locale, name: string, password: string) {
  const context = await newPerson(browser, locale);
  const page = await context.newPage();
  await page.goto(link);
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="password"]').fill(password);
  await page.getByTestId("join-submit").click();
  await page.getByTestId("conversation-list").waitFor();
  return { context, page };
}
