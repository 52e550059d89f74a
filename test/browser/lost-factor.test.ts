/** A second factor that is lost, in a real browser: an administrator proves themselves and takes it away. */
import type { Browser } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import { PeoplePage } from "#test/browser/pages/people";
import { StaffPage } from "#test/browser/pages/staff";
import { type Stage, sharedStage } from "#test/browser/parts/stage";
import { codeBefore, codeOf } from "#test/harness/authenticator-app";
import { photographOnFailure } from "#test/harness/browser";
import { newLogin } from "#test/harness/new-login";

describe("signing in", () => {
  const stage = sharedStage();
  let server: Stage["server"];
  let browser: Browser;

  beforeAll(() => {
    ({ server, browser } = stage());
  });

  it("takes the password alone once an administrator, who proves themselves, has reset the lost factor", async () => {
    const [admin, agent] = [await newLogin(server, "admin"), await newLogin(server, "agent")];
    const loser = await StaffPage.open(browser, server);
    await loser.givePassword(agent);
    await loser.isIn();
    await loser.openSecurity();
    await loser.setUpApp(codeOf);
    await loser.context.close();

    const person = await StaffPage.open(browser, server);
    photographOnFailure("security-reset", person.page);
    await person.givePassword(admin);
    await person.isIn();
    await person.openSecurity();
    const { secret } = await person.setUpApp(codeBefore);
    // As if they had signed in long ago: this session is too young to be asked.
    const path = "**/second-factor/reset";
    const wanted = { code: "forbidden", reason: "password_wanted", title: "", status: 403, requestId: "r" };
    await person.page.route(
      path,
      (route) => route.fulfill({ status: 403, contentType: "application/problem+json", json: wanted }),
      { times: 1 },
    );
    const people = new PeoplePage(person.page);
    await people.open("people");
    await people.choose(agent.email, "reset-second-factor");
    await person.at("confirm").click();
    await person.at("proof").waitFor();
    await person.page.locator('[data-testid="proof"] input[name="password"]').fill(admin.password);
    await person.page.locator('[data-testid="proof"] input[name="code"]').fill(codeOf(secret));
    await person.at("proof-submit").click();
    await person.at("proof").waitFor({ state: "detached" });
    await people.person(agent.email).getByTestId("person-menu").click();
    await person.at("sign-out-everywhere").waitFor();
    await person.at("reset-second-factor").waitFor({ state: "detached" });
    await person.page.keyboard.press("Escape");
    await people.choose(agent.email, "sign-out-everywhere");
    await person.at("confirm").click();
    await person.at("confirm-dialog").waitFor({ state: "detached" });
    await person.context.close();

    const owner = await StaffPage.open(browser, server);
    await owner.givePassword(agent);
    await owner.isIn();
    await owner.context.close();
  });
});
