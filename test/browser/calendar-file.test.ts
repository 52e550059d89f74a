/** An administrator reads public holidays from a calendar file, chosen or dropped, and keeps those that the team has off. */
import { describe, expect, test } from "vitest";
import { AgentPage } from "#test/browser/pages/agent";
import { sharedStage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const WORDS = {
  en: { none: "This is no calendar file.", timed: "1 event at a time of day was left out.", add: "Add 9 days" },
  "zh-CN": { none: "这不是日历文件", timed: "已略过 1 个非全天日程。", add: "添加 9 天" },
} as const;

/** One that can be read from a file on the last day of this year and on the first of the next. */
const YEAR = new Date().getFullYear() + 1;
const event = (...lines: readonly string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"];
const HOLIDAYS = [
  "BEGIN:VCALENDAR",
  ...event(`DTSTART;VALUE=DATE:${YEAR}1001`, `DTEND;VALUE=DATE:${YEAR}1008`, "SUMMARY:国庆节（休）"),
  ...event(`DTSTART;VALUE=DATE:${YEAR}1010`, "SUMMARY:国庆节（班）"),
  ...event(`DTSTART;VALUE=DATE:${YEAR}0601`, "SUMMARY:Children's", " Day"),
  ...event(`DTSTART;VALUE=DATE:${YEAR}1224`, "SUMMARY:Christmas Eve"),
  ...event(`DTSTART:${YEAR}1225T090000Z`, "SUMMARY:Breakfast"),
  "END:VCALENDAR",
].join("\r\n");

describe.each(["en", "zh-CN"] as const)("holidays from a file, in %s", (locale) => {
  const stage = sharedStage();
  const words = WORDS[locale];

  test("are looked at, chosen, and kept with the calendar", async () => {
    const { browser, server } = stage();
    const { page, context } = await AgentPage.signIn(browser, server, locale, "admin");
    photographOnFailure(`calendar-file-${locale}`, page);
    const at = (testId: string) => page.getByTestId(testId);
    const name = `Hangzhou ${crypto.randomUUID().slice(0, 8)}`;
    const choose = async (fileName: string, text: string) => {
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), at("holidays-choose").click()]);
      await chooser.setFiles({ name: fileName, mimeType: "text/calendar", buffer: Buffer.from(text) });
    };
    await page.goto(`${server.url}/console/settings/calendars`);
    await at("calendar-new").click();
    await at("calendar-name").fill(name);

    await choose("page.ics", "<html></html>");
    await at("holidays").getByText(words.none).waitFor();
    await choose("holidays.ics", HOLIDAYS);
    await at("holidays-left").getByText(words.timed).waitFor();
    const holidays = at("holidays")
      .locator("li")
      .filter({ has: page.getByRole("checkbox") });
    await expect.poll(() => holidays.count()).toBe(4);
    expect((await lookForBarriers(page, "body")).grave).toEqual([]);
    // One that nobody has off is left where it is.
    await holidays.filter({ hasText: "Christmas Eve" }).getByRole("checkbox").uncheck();
    await expect.poll(() => at("holidays-add").textContent()).toBe(words.add);
    await at("holidays-add").click();
    await at("holidays").waitFor({ state: "detached" });
    const listed = `${YEAR}-06-01\n${YEAR}-10-01..${YEAR}-10-07\n${YEAR}-10-10 09:00-18:00`;
    await expect.poll(() => at("calendar-days").inputValue()).toBe(listed);

    // Dropped upon the dialog it is read as well; what is listed by now is not offered again.
    await page.evaluate(`{
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(HOLIDAYS)}], "dropped.ics"));
      for (const type of ["dragover", "drop"]) {
        const event = new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelector('[role="dialog"] h2').dispatchEvent(event);
      }
    }`);
    await at("holidays").getByText("dropped.ics").waitFor();
    await expect.poll(() => at("holidays").locator("input:disabled").count()).toBe(3);
    await at("holidays-add").click();
    await at("holidays").waitFor({ state: "detached" });

    await at("calendar-save").click();
    await at("calendar-dialog").waitFor({ state: "detached" });
    await page.reload();
    const row = page.getByRole("listitem").filter({ hasText: name });
    await row.getByTestId("setting-name").click();
    await expect.poll(() => at("calendar-days").inputValue()).toBe(`${listed}\n${YEAR}-12-24`);
    await page.keyboard.press("Escape");
    await at("calendar-dialog").waitFor({ state: "detached" });
    await row.getByTestId("setting-menu").click();
    await at("setting-delete").click();
    await at("confirm").click();
    await row.waitFor({ state: "detached" });
    await context.close();
  });
});
