/** Signing in, in a real browser: with a code, a recovery code, a passkey; ending a session elsewhere; having to set up a second factor. */
import { globSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { StaffPage } from "#test/browser/pages/staff";
import { type Stage, sharedStage } from "#test/browser/parts/stage";
import { codeBefore, codeOf } from "#test/harness/authenticator-app";
import { photographOnFailure } from "#test/harness/browser";
import { newLogin } from "#test/harness/new-login";

/** The server's five seconds are held where it is tested; this machine may draw what it told of later. */
const WITHIN_MS = 15_000;
const MAILED_WITHIN_MS = 20_000;

describe("signing in", () => {
  const stage = sharedStage();
  let server: Stage["server"];
  let browser: Browser;
  beforeAll(() => {
    ({ server, browser } = stage());
  });

  it("takes the app's code once it is set up, or a recovery code once", async () => {
    const person = await StaffPage.open(browser, server);
    photographOnFailure("security-app", person.page);
    const login = await newLogin(server, "agent");
    await person.givePassword(login);
    await person.isIn();
    await person.openSecurity();
    // The code of the step before: those of now and of the next are for signing in.
    const { secret, codes } = await person.setUpApp(codeBefore);
    expect(codes).toHaveLength(10);
    await person.at("totp-on").waitFor();
    await person.signOut();

    await person.givePassword(login);
    await person.giveCode("000000");
    await person.at("second-factor-error").getByText("wrong").waitFor();
    await person.giveCode(codeOf(secret));
    await person.isIn();
    await person.signOut();

    await person.givePassword(login);
    await person.at("second-factor-recovery").click();
    await person.giveCode(codes[0] ?? "");
    await person.isIn();
    await person.openSecurity();
    await person.at("recovery-card").getByText("9 codes left").waitFor();
    await person.context.close();
  });

  it("takes a passkey alone, and a passkey as the second step", async () => {
    const person = await StaffPage.open(browser, server, "zh-CN");
    photographOnFailure("security-passkey", person.page);
    await person.plugInAuthenticator();
    const login = await newLogin(server, "supervisor");
    await person.givePassword(login);
    await person.isIn();
    await person.openSecurity();
    await person.at("passkey-add").click();
    await person.page.locator('[data-testid="passkey-name"] input').fill("工作电脑");
    await person.at("passkey-name-submit").click();
    await person.at("recovery-codes-kept").click();
    await person.at("passkey").getByText("工作电脑").waitFor();
    await person.signOut();

    await person.at("sign-in-passkey").click();
    await person.isIn();
    await person.signOut();

    await person.givePassword(login);
    await person.at("second-factor-passkey").click();
    await person.isIn();
    await person.context.close();
  });

  it("out from elsewhere closes the other window at once", async () => {
    const login = await newLogin(server, "admin");
    const [here, there] = [await StaffPage.open(browser, server), await StaffPage.open(browser, server)];
    photographOnFailure("security-elsewhere", here.page);
    for (const window of [here, there]) {
      await window.givePassword(login);
      await window.isIn();
    }
    await here.openSecurity();
    const other = here.page.locator('[data-testid="session"]:not([data-current])');
    expect(await other.textContent()).toContain("Chrome on Linux");
    await other.getByTestId("session-end").click();
    await there.at("sign-in").waitFor({ timeout: WITHIN_MS });
    await other.waitFor({ state: "detached" });
    await Promise.all([here, there].map((window) => window.context.close()));
  });

  it("with a role that asks for a second factor opens nothing but the page to set one up, then everything", async () => {
    const admin = await StaffPage.open(browser, server);
    const person = await StaffPage.open(browser, server);
    photographOnFailure("security-enrol", person.page);
    for (const [window, role] of [
      [admin, "admin"],
      [person, "qa"],
    ] as const) {
      await window.givePassword(await newLogin(server, role));
      await window.isIn();
    }
    const requireOfReviewers = (secondFactorRequired: boolean) =>
      admin.page.evaluate(
        async (body) =>
          (
            await fetch("/api/v1/role-security", {
              method: "POST",
              headers: { "content-type": "application/json" },
              body: JSON.stringify(body),
            })
          ).status,
        { role: "qa", secondFactorRequired },
      );
    expect(await requireOfReviewers(true)).toBe(200);
    await person.page.reload();
    await person.at("enrol").waitFor();
    expect(await person.at("account-menu").count()).toBe(0);
    await person.setUpApp(codeOf);
    await person.isIn();
    expect(await requireOfReviewers(false)).toBe(200);
    await Promise.all([admin, person].map((window) => window.context.close()));
  });

  it("after a new password by mail takes the new one", async () => {
    const person = await StaffPage.open(browser, server);
    photographOnFailure("security-reset", person.page);
    const { email } = await newLogin(server, "admin");
    await person.at("forgot-password").click();
    await person.at("forgot").waitFor();
    await person.page.locator('input[name="email"]').fill(email);
    const before = mails();
    await person.at("forgot-submit").click();
    await person.at("forgot-sent").waitFor();
    const link = await mailedLink(server.url, before);
    await person.page.goto(link);
    await person.at("reset").waitFor();
    await person.page.locator('input[name="password"]').fill("edgedesk1234");
    await person.at("reset-submit").click();
    await person.page.getByText("tried first").waitFor();
    await person.page.locator('input[name="password"]').fill("tangerine kettle nine");
    await person.at("reset-submit").click();
    await person.at("reset-done").click();
    await person.givePassword({ email, password: "tangerine kettle nine" });
    await person.isIn();
    await person.page.goto(link);
    await person.at("reset").waitFor();
    await person.page.locator('input[name="password"]').fill("tangerine kettle ten");
    await person.at("reset-submit").click();
    await person.at("reset-again").waitFor();
    await person.context.close();
  });
});

/** Of all simulators on this machine: each writes mails to files of its own. */
function mails(): string[] {
  return globSync(join(tmpdir(), "miniflare-*/email/email-text/*.txt"));
}

/**
 * The link that was mailed; which server it was is told by the link.
 * @param before mails that were there already
 */
async function mailedLink(url: string, before: readonly string[]): Promise<string> {
  for (const untilMs = Date.now() + MAILED_WITHIN_MS; Date.now() < untilMs; await wait(100)) {
    for (const path of mails().filter((mail) => !before.includes(mail))) {
      const [link = ""] = /\S+\/console\/reset-password#token=[\w-]+/.exec(textOf(path)) ?? [];
      if (link.startsWith(`${url}/`)) return link;
    }
  }
  throw new Error("no mail with a link");
}

/** Another simulator may end, and take its mails with it, between the two looks. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
