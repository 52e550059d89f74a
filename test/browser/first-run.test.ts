/** The first day of a shop's own instance: nothing is in it, and a link from its operator lets the first administrator in, once. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "#scripts/local/instance";
import { joinBy } from "#test/browser/pages/people";
import { sharedStage } from "#test/browser/parts/stage";
import { newPerson, photographOnFailure } from "#test/harness/browser";
import { type EmptyInstance, startEmptyInstance } from "#test/harness/empty-instance";

const EMAIL = "Owner@shop.example";
const PASSWORD = "seven quiet harbours";

describe("an instance with nothing in it", () => {
  const stage = sharedStage();
  let empty: EmptyInstance;

  beforeAll(async () => {
    empty = await startEmptyInstance();
  });
  afterAll(() => empty?.end());

  /** As the operator types it. */
  async function adminLink(...args: string[]): Promise<{ code: number | null; link: string; output: string }> {
    const { stateDir, port } = empty.instance;
    const child = spawn(process.execPath, [join(repositoryRoot, "scripts/admin-link.ts"), ...args], {
      env: { ...process.env, STATE_DIR: stateDir, PORT: String(port) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    await once(child, "close");
    return { code: child.exitCode, link: /http\S+#token=\S+/.exec(output)?.[0] ?? "", output };
  }

  test("is ready, and lets the first administrator in by a link that works once", async () => {
    const { browser } = stage();
    expect((await fetch(`${empty.url}/healthz`)).status).toBe(200);
    expect((await adminLink("--email", "nobody")).code).toBe(1);

    // A second link for the same address takes the place of the first.
    const lost = await adminLink("--email", EMAIL, "--lang", "zh-CN");
    const { link, output } = await adminLink("--email", EMAIL, "--lang", "zh-CN");
    expect(output).toContain(`${empty.url}/console/join#token=`);
    const visitor = await (await newPerson(browser, "en")).newPage();
    photographOnFailure("first-run-spent", visitor);
    await visitor.goto(lost.link);
    await visitor.getByTestId("join-spent").waitFor();

    const { page } = await joinBy(browser, link, "en", "Owner 店主", PASSWORD);
    photographOnFailure("first-run", page);
    await page.locator('html[lang="zh-CN"]').waitFor();
    // No demo, so none is offered: what is missing is the chat on the shop's pages.
    await page.goto(`${empty.url}/console/inbox/all`);
    await page.getByRole("link", { name: "安装聊天组件" }).waitFor();
    expect(await page.locator('a[href^="/demo"]').count()).toBe(0);
    // There is nothing to answer yet: the console says what comes first, on a phone in place of the empty list.
    const desktop = page.viewportSize();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByTestId("first-inbox").waitFor();
    await page.getByTestId("conversation-list").waitFor({ state: "hidden" });
    if (desktop !== null) await page.setViewportSize(desktop);
    await page.getByTestId("first-inbox").click();
    await page.getByTestId("inboxes-page").or(page.getByTestId("new-inbox")).first().waitFor();
    await page.getByTestId("settings-people").click();
    await page.getByTestId("person").filter({ hasText: EMAIL.toLowerCase() }).waitFor();
    const me: unknown = await page.evaluate(async () => (await fetch("/api/v1/me")).json());
    expect(me).toMatchObject({ name: "Owner 店主", email: EMAIL.toLowerCase(), role: "admin" });

    await visitor.goto("about:blank");
    await visitor.goto(link);
    await visitor.getByTestId("join-spent").waitFor();
    const again = await adminLink("--email", EMAIL);
    expect([again.code, again.link]).toEqual([1, ""]);
    expect(again.output).toContain("has an account already");
    await Promise.all([page, visitor].map((each) => each.context().close()));
  });
});
