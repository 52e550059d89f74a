/** Calendars and service levels as administrators set them up. */
import { beforeAll, describe, expect, it } from "vitest";
import { calendarList, type SlaPolicy, slaPolicyList } from "#protocol/http-sla";
import { newId } from "#protocol/ids";
import { type Desk, openDesk, put, remove } from "#test/workers/labelling";
import { call, post } from "#test/workers/shop";
import { CALENDAR, makeCalendar, makePolicy, POLICY } from "#test/workers/sla-shop";
import { auditOf, verdictOf } from "#test/workers/staff";

const CALENDARS = "/api/v1/admin/calendars";
const POLICIES = "/api/v1/admin/sla-policies";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const calendars = async () => calendarList.parse(await (await call(CALENDARS, { headers: desk.admin })).json()).items;
const policies = async () => slaPolicyList.parse(await (await call(POLICIES, { headers: desk.admin })).json()).items;

describe("a calendar", () => {
  it("is kept as it was set, its days in order, and noted without its name", async () => {
    const days = [
      { date: "2026-10-10", intervals: [{ fromMinute: 540, toMinute: 1_080 }] },
      { date: "2026-10-01", intervals: [] },
    ];
    const made = await makeCalendar(desk.admin, { name: "National day", specialDays: days });
    const kept = (await calendars()).find(({ id }) => id === made.id);
    expect(kept).toEqual({ ...made, specialDays: days.toReversed() });
    const noted = (await auditOf("calendar.created")).at(-1);
    expect(noted).toMatchObject({ subject: `calendar:${made.id}` });
    expect(JSON.stringify(noted)).not.toContain("National");
  });

  it.each([
    [
      "overlaps",
      { intervals: [1, 1].map((weekday) => ({ weekday, fromMinute: 540, toMinute: 600 })) },
      "hours_unsound",
    ],
    ["ends before it begins", { intervals: [{ weekday: 1, fromMinute: 600, toMinute: 540 }] }, "hours_unsound"],
    ["names a day twice", { specialDays: [CALENDAR.specialDays, CALENDAR.specialDays].flat() }, "hours_unsound"],
    ["closes backwards", { closings: [{ fromMs: 9, toMs: 8 }] }, "hours_unsound"],
    ["is of no zone", { timeZone: "Mars/Olympus" }, "malformed"],
    ["has a day that there is not", { specialDays: [{ date: "2026-02-29", intervals: [] }] }, "malformed"],
    ["has an eighth weekday", { intervals: [{ weekday: 8, fromMinute: 1, toMinute: 2 }] }, "malformed"],
  ])("that %s is refused", async (_, change, reason) => {
    expect(await verdictOf(await post(CALENDARS, { ...CALENDAR, ...change }, desk.admin))).toEqual([400, reason]);
  });

  it("is changed at the version that was seen, and deleted while no policy goes by it", async () => {
    const { id } = await makeCalendar(desk.admin);
    const path = `${CALENDARS}/${id}`;
    const change = { ...CALENDAR, timeZone: "Europe/Berlin", version: 1 };
    const answers = await Promise.all([put(path, change, desk.admin), put(path, change, desk.admin)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const policy = await makePolicy(desk.admin, { calendarId: id });
    expect(await verdictOf(await remove(`${path}?version=2`, desk.admin))).toEqual([409, "calendar_in_use"]);
    expect((await remove(`${POLICIES}/${policy.id}?version=1`, desk.admin)).status).toBe(200);
    expect(await verdictOf(await remove(`${path}?version=1`, desk.admin))).toEqual([409, "changed_meanwhile"]);
    expect((await remove(`${path}?version=2`, desk.admin)).status).toBe(200);
    expect(await verdictOf(await put(path, change, desk.admin))).toEqual([404, "not_found"]);
    expect((await auditOf("calendar.changed")).filter(({ subject }) => subject.endsWith(id))).toHaveLength(1);
  });
});

describe("a service level", () => {
  it("is the last in order when it is made, and stands where it is put", async () => {
    const [one, two] = [
      await makePolicy(desk.admin),
      await makePolicy(desk.admin, { name: "Phone", channels: ["phone"] }),
    ];
    const before = (await policies()).map(({ id }) => id);
    expect(before.slice(-2)).toEqual([one.id, two.id]);
    const wanted = [two.id, one.id, ...before.slice(0, -2)];
    expect((await put(POLICIES, { ids: wanted }, desk.admin)).status).toBe(200);
    expect((await policies()).map(({ id }) => id)).toEqual(wanted);
    expect(await verdictOf(await put(POLICIES, { ids: wanted.slice(1) }, desk.admin))).toEqual([
      409,
      "changed_meanwhile",
    ]);
    expect(await verdictOf(await put(POLICIES, { ids: [one.id, ...wanted.slice(1)] }, desk.admin))).toEqual([
      409,
      "changed_meanwhile",
    ]);
  });

  it("is changed at the version that was seen; what it no longer promises is gone", async () => {
    const made = await makePolicy(desk.admin);
    const { resolutionMs: _, ...less } = POLICY;
    const path = `${POLICIES}/${made.id}`;
    expect((await put(path, { ...less, tiers: ["Gold"], version: 1 }, desk.admin)).status).toBe(200);
    const kept = (await policies()).find(({ id }) => id === made.id);
    const scope = { appliesTo: "conversations", ticketTypes: [] };
    expect(kept).toEqual({ ...less, ...scope, id: made.id, tiers: ["Gold"], version: 2 } as SlaPolicy);
    expect(await verdictOf(await put(path, { ...POLICY, version: 1 }, desk.admin))).toEqual([409, "changed_meanwhile"]);
    expect(await verdictOf(await remove(`${path}?version=1`, desk.admin))).toEqual([409, "changed_meanwhile"]);
  });

  it("goes by a calendar that there is", async () => {
    const lost = { ...POLICY, calendarId: newId(1) };
    expect(await verdictOf(await post(POLICIES, lost, desk.admin))).toEqual([409, "calendar_unknown"]);
    const { id } = await makePolicy(desk.admin);
    const changed = await put(`${POLICIES}/${id}`, { ...lost, version: 1 }, desk.admin);
    expect(await verdictOf(changed)).toEqual([409, "calendar_unknown"]);
  });

  it.each([
    { firstResponseMs: 0 },
    { nextResponseMs: 91 * 86_400_000 },
    { warnPercent: 100 },
    { escalation: [{ to: "contact", afterMs: 1 }] },
    { escalation: [{ to: "agent", afterMs: -1 }] },
    { channels: ["pigeon"] },
    { name: "" },
  ])("that promises nonsense is refused: %j", async (change) => {
    expect(await verdictOf(await post(POLICIES, { ...POLICY, ...change }, desk.admin))).toEqual([400, "malformed"]);
  });

  it("is set up by administrators and nobody else", async () => {
    for (const who of [desk.agent, desk.supervisor, desk.qa]) {
      expect((await post(POLICIES, POLICY, who)).status).toBe(403);
      expect((await call(CALENDARS, { headers: who })).status).toBe(403);
    }
  });
});
