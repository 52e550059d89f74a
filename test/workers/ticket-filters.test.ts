/** What lists of tickets are narrowed to, over HTTP: until when they are due, whose they are and of which type. */
import { beforeAll, expect, it } from "vitest";
import { ticketType } from "#protocol/http-ticket-types";
import { type Ticket, ticketAnswer, ticketPage } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { type Headers, idOf } from "#test/workers/staff";

const HOUR_MS = 3_600_000;
let lead: Headers;
let admin: Headers;
let leadId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  const as = async (role: "supervisor" | "admin") => ({ cookie: await signIn(loginOf(logins, role)), origin: ORIGIN });
  [lead, admin] = await Promise.all([as("supervisor"), as("admin")]);
  leadId = await idOf(lead);
}, 60_000);

async function make(more: object): Promise<Ticket> {
  const body = { clientId: newId(Date.now()), subject: "The lid is cracked", inboxId: "web", ...more };
  const answer = await post("/api/v1/tickets", body, lead);
  expect(answer.status).toBe(201);
  return ticketAnswer.parse(await answer.json()).ticket;
}
const ask = (query: string) => call(`/api/v1/tickets?${query}`, { headers: lead });
async function listed(query: string, among: readonly Ticket[]): Promise<number[]> {
  const ids = new Set(among.map(({ id }) => id));
  const { items } = ticketPage.parse(await (await ask(`limit=50&${query}`)).json());
  return items.filter(({ id }) => ids.has(id)).map(({ number }) => number);
}

it("until when they are due, the soonest first, on the reader's own clock", async () => {
  const due = (hours: number, more: object = {}) => make({ dueAtMs: Date.now() + hours * HOUR_MS, ...more });
  const [late, soon, far, never] = [await due(-2), await due(0.01), await due(24 * 9), await make({})];
  const all = [late, soon, far, never];
  expect(await listed("due=overdue", all)).toEqual([late.number]);
  expect(await listed("due=week&zone=UTC", all)).toEqual(expect.arrayContaining([late.number]));
  expect(await listed("due=week&zone=UTC", all)).not.toContain(far.number);
  expect(await listed("due=week&zone=UTC", all)).not.toContain(never.number);
  // Of two zones 26 hours apart one has a day that is over later than in a minute.
  const days = await Promise.all(
    ["Pacific/Kiritimati", "Etc/GMT+12"].map((zone) => listed(`due=today&zone=${encodeURIComponent(zone)}`, all)),
  );
  expect(days).toContainEqual([late.number, soon.number]);
});

it("whose they are, of which type, and in another order, all together", async () => {
  const name = `Recall ${Date.now()}`;
  const made = await post("/api/v1/ticket-types", { name, fields: [] }, admin);
  const { id: type } = ticketType.parse((await made.json<{ type: unknown }>()).type);
  const one = await make({ type, assigneeId: leadId, priority: "high", dueAtMs: Date.now() - HOUR_MS });
  const other = await make({ type, assigneeId: leadId, priority: "urgent", dueAtMs: Date.now() - HOUR_MS / 2 });
  const nobodys = await make({ type });
  const all = [one, other, nobodys];
  expect(await listed(`type=${type}&assigneeId=${leadId}`, all)).toEqual([other.number, one.number]);
  expect(await listed(`type=${type}&due=overdue&teamId=${one.teamId}`, all)).toEqual([one.number, other.number]);
  expect(await listed(`type=${type}&due=overdue&sort=priority`, all)).toEqual([other.number, one.number]);
  const first = ticketPage.parse(await (await ask(`type=${type}&due=overdue&sort=priority&limit=1`)).json());
  const cursor = encodeURIComponent(first.nextCursor ?? "");
  const next = ticketPage.parse(
    await (await ask(`type=${type}&due=overdue&sort=priority&limit=1&cursor=${cursor}`)).json(),
  );
  expect([...first.items, ...next.items].map(({ number }) => number)).toEqual([other.number, one.number]);
});

it("and what is no filter is refused", async () => {
  for (const bad of ["due=someday", "due=today&zone=Mars/Olympus", "sort=loud"])
    expect((await ask(bad)).status).toBe(400);
});
