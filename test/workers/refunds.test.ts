/** Refunds over HTTP: asked for in a ticket, decided by a second person, never more than there is, and gone with their customer. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { changeOrder, ordersByIds, placeOrder } from "#domain/orders/store";
import { type Refund, refundSettings, refundsToDecide, ticketRefunds } from "#protocol/http-refunds";
import { type Ticket, ticketEntryPage } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";
import { MAX_TICKET_REFUNDS } from "#protocol/refunds";
import { begin } from "#test/workers/begin";
import { join } from "#test/workers/colleagues";
import { feedLine } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { auditOf, type Headers, idOf, verdictOf } from "#test/workers/staff";
import { secretsOf } from "#worker/environment";
import { cleanContacts } from "#worker/rights/cleaners";
import { holdingsOf } from "#worker/rights/holdings";

let agent: Headers;
let lead: Headers;
let admin: Headers;
let qa: Headers;
let agentId: string;
let leadId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  const as = async (role: "agent" | "supervisor" | "admin" | "qa") => ({
    cookie: await signIn(loginOf(logins, role)),
    origin: ORIGIN,
  });
  [agent, lead, admin, qa] = await Promise.all([as("agent"), as("supervisor"), as("admin"), as("qa")]);
  [agentId, leadId] = await Promise.all([idOf(agent), idOf(lead)]);
}, 60_000);

const json = { "content-type": "application/json" };
const put = (path: string, body: unknown, headers: Headers) =>
  call(path, { method: "PUT", headers: { ...json, ...headers }, body: JSON.stringify(body) });
const db = () => database(env.DB);

let last = 0;
function next(): number {
  last += 1;
  return last;
}

async function makeTicket(more: object = {}): Promise<Ticket> {
  const body = { clientId: `t${next()}`, subject: "The kettle leaks", inboxId: "web", ...more };
  return (await (await post("/api/v1/tickets", body, agent)).json<{ ticket: Ticket }>()).ticket;
}

/** A ticket of a customer with an order that was paid. */
async function withOrder({ currency = "USD", totalMinor = 10_000, status = "paid" as "paid" | "refunded" } = {}) {
  const { conversationId, contactId } = await begin("It leaks");
  const isThere = () =>
    env.DB.prepare("SELECT id FROM conversations WHERE id = ?").bind(conversationId).first<{ id: string }>();
  await expect.poll(isThere, { timeout: 30_000 }).not.toBeNull();
  const orderId = newId(Date.now());
  const changes = [
    { status: "placed" as const, atMs: 1 },
    { status: "paid" as const, atMs: 2 },
    ...(status === "paid" ? [] : [{ status, atMs: 3 }]),
  ];
  const order = { id: orderId, contactId, number: `R-${next()}`, currency, totalMinor, items: [], changes };
  expect(await placeOrder(db(), order)).toEqual({ ok: true, value: true });
  const ticket = await makeTicket({ conversationId, inboxId: undefined, orderIds: [orderId] });
  return { ticket, orderId, contactId };
}

const wanted = (amount: string, more: object = {}) => ({
  clientId: `r${next()}`,
  amount: { amount, currency: "USD" },
  reason: "It arrived broken",
  ...more,
});
const ask = (ticket: Pick<Ticket, "id">, body: object, as = agent) =>
  post(`/api/v1/tickets/${ticket.id}/refunds`, body, as);
async function refundOf(answer: Response): Promise<Refund> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ refund: Refund }>()).refund;
}
const asked = async (ticket: Pick<Ticket, "id">, amount: string, more: object = {}, as = agent) =>
  refundOf(await ask(ticket, wanted(amount, more), as));
const step = ({ id, version }: Refund, what: "decision" | "withdrawal" | "payment", body: object, as: Headers) =>
  post(`/api/v1/refunds/${id}/${what}`, { version, ...body }, as);
const approve = (refund: Refund, as = lead) => step(refund, "decision", { decision: "approved" }, as);
const verdict = async (answer: Promise<Response>) => verdictOf(await answer);
async function refundsIn(ticket: Pick<Ticket, "id">, as = agent) {
  return ticketRefunds.parse(await (await call(`/api/v1/tickets/${ticket.id}/refunds`, { headers: as })).json());
}
async function linesOf(ticket: Pick<Ticket, "id">) {
  const answer = await call(`/api/v1/tickets/${ticket.id}/entries`, { headers: agent });
  return ticketEntryPage.parse(await answer.json()).items.filter(({ kind }) => kind === "refund");
}
async function undecided(as: Headers) {
  return refundsToDecide.parse(await (await call("/api/v1/refunds/undecided", { headers: as })).json()).items;
}
/** Set for one test, and taken away after it. */
async function withLimit(amount: string, does: () => Promise<void>): Promise<void> {
  const read = async () =>
    refundSettings.parse(await (await call("/api/v1/refund-settings", { headers: admin })).json()).version;
  const limits = [{ amount, currency: "USD" }];
  expect((await put("/api/v1/refund-settings", { version: await read(), limits }, admin)).status).toBe(200);
  await does();
  expect((await put("/api/v1/refund-settings", { version: await read(), limits: [] }, admin)).status).toBe(200);
}

describe("a refund", () => {
  it("waits for somebody else, is approved and then paid, and each step is told of", async () => {
    const { ticket, orderId } = await withOrder();
    const refund = await asked(ticket, "40.00", { orderId });
    expect(refund).toMatchObject({ status: "asked", amount: { amount: "40.00", currency: "USD" }, askedBy: agentId });
    expect((await undecided(lead)).find(({ id }) => id === refund.id)).toMatchObject({
      ticketNumber: ticket.number,
      ticketSubject: "The kettle leaks",
      reason: "It arrived broken",
    });
    const approved = await refundOf(await approve(refund));
    expect(approved).toMatchObject({ status: "approved", decidedBy: leadId, version: 2 });
    const paid = await refundOf(await step(approved, "payment", {}, agent));
    expect(paid).toMatchObject({ status: "paid", paidBy: agentId });
    expect((await undecided(lead)).map(({ id }) => id)).not.toContain(refund.id);
    const lines = await linesOf(ticket);
    expect(lines.map(({ by, changes }) => [by, changes[0]?.from, changes[0]?.to])).toEqual([
      [agentId, "approved", "paid"],
      [leadId, "asked", "approved"],
      [agentId, undefined, "asked"],
    ]);
    expect(lines[2]?.changes.slice(1)).toEqual([
      { field: "refund.amount", to: "40.00 USD" },
      { field: "refund.order", to: orderId },
    ]);
    expect(lines[2]?.reason).toBe("It arrived broken");
    for (const [action, actor] of [
      ["refund.asked", agentId],
      ["refund.approved", leadId],
      ["refund.paid", agentId],
    ] as const) {
      const rows = (await auditOf(action)).filter(({ subject }) => subject === `refund:${refund.id}`);
      expect(rows).toEqual([
        { actor, subject: `refund:${refund.id}`, detail: { ticket: ticket.id, amountMinor: 4_000, currency: "USD" } },
      ]);
    }
  });

  it("is no change of the ticket: whoever edits it has nothing to look at again", async () => {
    const ticket = await makeTicket();
    await asked(ticket, "5");
    const answer = await put(`/api/v1/tickets/${ticket.id}`, { version: ticket.version, priority: "high" }, agent);
    expect(answer.status).toBe(200);
  });

  it("is asked for once, however often it is sent", async () => {
    const ticket = await makeTicket();
    const body = wanted("5");
    const answers = await Promise.all([ask(ticket, body), ask(ticket, body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect((await ask(ticket, body)).status).toBe(200);
    expect((await refundsIn(ticket)).items).toHaveLength(1);
    expect(await linesOf(ticket)).toHaveLength(1);
  });

  it("is no answer to another one that is sent with the same clientId", async () => {
    const { ticket, orderId } = await withOrder();
    const body = wanted("5", { orderId });
    const first = await refundOf(await ask(ticket, body));
    for (const other of [
      { amount: { amount: "6", currency: "USD" } },
      { amount: { amount: "5", currency: "EUR" } },
      { amount: { amount: "0", currency: "USD" } },
      { orderId: newId(1) },
      { orderId: undefined },
    ])
      expect(await verdict(ask(ticket, { ...body, ...other }))).toEqual([409, "changed_meanwhile"]);
    const same = await ask(ticket, { ...body, amount: { amount: "5.00", currency: "USD" } });
    expect([same.status, (await refundOf(same)).id]).toEqual([200, first.id]);
    expect((await refundsIn(ticket)).items).toHaveLength(1);
  });

  it("is no answer to another one either where both are sent at once", async () => {
    const ticket = await makeTicket();
    const body = wanted("5");
    const other = { ...body, amount: { amount: "6", currency: "USD" } };
    const verdicts = await Promise.all([verdict(ask(ticket, body)), verdict(ask(ticket, other))]);
    expect(verdicts.map(([status]) => status).sort()).toEqual([201, 409]);
    expect(verdicts).toContainEqual([409, "changed_meanwhile"]);
    expect((await refundsIn(ticket)).items).toHaveLength(1);
  });

  it("is one of as many as a ticket may have, also of several at once", async () => {
    const ticket = await makeTicket();
    const first = await asked(ticket, "1");
    await step(first, "withdrawal", {}, agent);
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
       INSERT INTO refunds (id, ticket_id, version, status, currency, amount_minor, asked_by, asked_at_ms, sealed_reason, client_id)
       SELECT id || '-' || i, ticket_id, version, status, currency, amount_minor, asked_by, asked_at_ms, sealed_reason,
         client_id || '-' || i FROM refunds, n WHERE id = ?2`,
    )
      .bind(MAX_TICKET_REFUNDS - 2, first.id)
      .run();
    const verdicts = await Promise.all(["2", "3", "4"].map((amount) => verdict(ask(ticket, wanted(amount)))));
    expect(verdicts.map(([status]) => status).sort()).toEqual([201, 409, 409]);
    expect(verdicts.filter(([status]) => status === 409).map(([, reason]) => reason)).toEqual(["too_many", "too_many"]);
    const count = env.DB.prepare("SELECT count(*) AS n FROM refunds WHERE ticket_id = ?").bind(ticket.id);
    expect(await count.first("n")).toBe(MAX_TICKET_REFUNDS);
    expect(await verdict(ask(ticket, wanted("5")))).toEqual([409, "too_many"]);
  });

  it("is decided by one of two: the second is told, and nothing happens twice", async () => {
    const refund = await asked(await makeTicket(), "5");
    const verdicts = await Promise.all([
      verdict(approve(refund)),
      verdict(step(refund, "decision", { decision: "refused", reason: "Too late" }, admin)),
    ]);
    expect(verdicts.map(([status]) => status).sort()).toEqual([200, 409]);
    expect(verdicts.map(([, reason]) => reason)).toContain("changed_meanwhile");
    expect(await linesOf({ id: refund.ticketId })).toHaveLength(2);
    const [now] = (await refundsIn({ id: refund.ticketId })).items;
    expect(
      await verdict(step({ ...refund, version: now?.version ?? 0 }, "decision", { decision: "approved" }, admin)),
    ).toEqual([409, "wrong_status"]);
  });

  it("takes four eyes, the permission, and a reason for a refusal", async () => {
    const ticket = await makeTicket();
    const own = await asked(ticket, "5", {}, lead);
    expect(await verdict(approve(own, lead))).toEqual([409, "own_refund"]);
    expect((await undecided(lead)).map(({ id }) => id)).not.toContain(own.id);
    expect(await verdict(approve(own, agent))).toEqual([403, "forbidden"]);
    expect(await verdict(approve(own, qa))).toEqual([403, "forbidden"]);
    expect(await verdict(step(own, "decision", { decision: "refused" }, admin))).toEqual([400, "reason_wanted"]);
    const refused = await refundOf(
      await step(own, "decision", { decision: "refused", reason: "Ask the maker" }, admin),
    );
    expect(refused).toMatchObject({ status: "refused", answer: "Ask the maker" });
    expect(await verdict(step(refused, "payment", {}, agent))).toEqual([409, "wrong_status"]);
    expect(await verdict(ask(ticket, wanted("5"), qa))).toEqual([403, "forbidden"]);
  });

  it("is taken back by who asked or may approve, not by a colleague", async () => {
    const ticket = await makeTicket();
    const theirs = await asked(ticket, "5", {}, lead);
    expect(await verdict(step(theirs, "withdrawal", {}, agent))).toEqual([403, "forbidden"]);
    const mine = await asked(ticket, "6");
    expect(await refundOf(await step(mine, "withdrawal", { reason: "They keep it" }, agent))).toMatchObject({
      status: "withdrawn",
      answer: "They keep it",
    });
    expect((await step(theirs, "withdrawal", {}, admin)).status).toBe(200);
  });
});

describe("who is told", () => {
  it("are those who may approve, and then whoever asked", async () => {
    const [approver, asker] = await Promise.all([feedLine(lead.cookie ?? ""), feedLine(agent.cookie ?? "")]);
    const ticket = await makeTicket();
    const refund = await asked(ticket, "5");
    const alert = await approver.next("refund.alert", ({ ticketId }) => ticketId === ticket.id);
    expect(alert).toMatchObject({ number: ticket.number, cause: "refundAsked", to: "supervisor" });
    expect(asker.frames.filter((frame) => frame.type === "refund.alert")).toEqual([]);
    await approve(refund);
    const answer = await asker.next("refund.alert", ({ ticketId }) => ticketId === ticket.id);
    expect(answer).toMatchObject({ number: ticket.number, cause: "refundDecided", to: "agent" });
    for (const feed of [approver, asker]) feed.close();
    // Apart in the snapshot too: a console of before knows neither the key nor these causes.
    const again = await feedLine(agent.cookie ?? "");
    const snapshot = await again.next("feed.snapshot");
    again.close();
    const isOfTicket = ({ ticketId }: { ticketId: string }) => ticketId === ticket.id;
    expect(snapshot.refundAlerts?.filter(isOfTicket)).toMatchObject([{ cause: "refundDecided" }]);
    expect(snapshot.ticketAlerts?.filter(isOfTicket)).toEqual([]);
  });
});

describe("the limit", () => {
  it("approves at once what is at or below it, by itself, and nothing above or in slices", async () => {
    const { ticket, orderId } = await withOrder();
    const euro = await withOrder({ currency: "EUR" });
    await withLimit("20.00", async () => {
      const small = await asked(ticket, "12.50", { orderId });
      expect(small).toMatchObject({ status: "approved", decidedBy: "system" });
      expect(await asked(ticket, "7.51", { orderId })).toMatchObject({ status: "asked" });
      expect(await asked(ticket, "7.50", { orderId })).toMatchObject({ status: "approved" });
      const inEuro = { orderId: euro.orderId, amount: { amount: "5", currency: "EUR" } };
      expect(await asked(euro.ticket, "5", inEuro)).toMatchObject({ status: "asked" });
      const rows = (await auditOf("refund.approved")).filter(({ subject }) => subject === `refund:${small.id}`);
      expect(rows.map(({ actor }) => actor)).toEqual(["system"]);
    });
    expect(await asked(ticket, "0.01", { orderId })).toMatchObject({ status: "asked" });
  });

  it("lets nothing through that names no order: of a blank ticket, a sub-ticket, or one whose orders were taken out", async () => {
    const { ticket, orderId } = await withOrder();
    await withLimit("20.00", async () => {
      expect(await asked(ticket, "20", { orderId })).toMatchObject({ status: "approved" });
      expect(await asked(await makeTicket(), "0.01")).toMatchObject({ status: "asked" });
      const sub = await makeTicket({ parentId: ticket.id, inboxId: undefined });
      expect(await asked(sub, "0.01")).toMatchObject({ status: "asked" });
      const cleared = await put(`/api/v1/tickets/${ticket.id}`, { version: ticket.version, orderIds: [] }, agent);
      expect(cleared.status).toBe(200);
      expect(await asked(ticket, "0.01")).toMatchObject({ status: "asked" });
    });
  });

  it("counts what it let through of the same order in another ticket, also of two at once", async () => {
    const { ticket, orderId } = await withOrder();
    const { conversationId } = ticket;
    const other = await makeTicket({ conversationId, inboxId: undefined, orderIds: [orderId] });
    await withLimit("20.00", async () => {
      const answers = await Promise.all([
        ask(ticket, wanted("15", { orderId })),
        ask(other, wanted("15", { orderId })),
        ask(ticket, wanted("15", { orderId })),
      ]);
      const done = await Promise.all(
        answers.map(async (answer) => (answer.ok ? (await refundOf(answer)).status : "no")),
      );
      expect(done.filter((status) => status === "approved")).toHaveLength(1);
    });
  });

  it("is set by admins, at the version that they saw, once for each currency", async () => {
    const set = (body: object, as = admin) => verdict(put("/api/v1/refund-settings", body, as));
    const { version } = refundSettings.parse(await (await call("/api/v1/refund-settings", { headers: agent })).json());
    const usd = { amount: "5", currency: "USD" };
    expect(await set({ version, limits: [usd] }, lead)).toEqual([403, "forbidden"]);
    expect(await set({ version, limits: [usd, usd] })).toEqual([409, "name_taken"]);
    expect(await set({ version, limits: [{ amount: "5", currency: "QQQ" }] })).toEqual([400, "currency_unknown"]);
    expect(await set({ version, limits: [{ amount: "0.5", currency: "JPY" }] })).toEqual([400, "amount_unsound"]);
    expect(await set({ version, limits: [] })).toEqual([200, "ok"]);
    expect(await set({ version, limits: [usd] })).toEqual([409, "changed_meanwhile"]);
    expect((await auditOf("refund.limitsChanged")).at(-1)).toMatchObject({ subject: "refund:shop" });
  });
});

describe("what is left of an order", () => {
  it("bounds what is asked for, in its currency; what is refused or taken back does not count", async () => {
    const { ticket, orderId } = await withOrder({ totalMinor: 10_000 });
    const first = await asked(ticket, "60", { orderId });
    expect((await refundsIn(ticket)).orders[0]?.left).toEqual({ amount: "40.00", currency: "USD" });
    expect(await verdict(ask(ticket, wanted("40.01", { orderId })))).toEqual([409, "refund_too_high"]);
    expect(await verdict(ask(ticket, wanted("1", { orderId, amount: { amount: "1", currency: "CNY" } })))).toEqual([
      409,
      "currency_differs",
    ]);
    const second = await asked(ticket, "40", { orderId });
    expect(await verdict(ask(ticket, wanted("0.01", { orderId })))).toEqual([409, "refund_too_high"]);
    await step(first, "decision", { decision: "refused", reason: "No" }, lead);
    await step(second, "withdrawal", {}, agent);
    expect((await refundsIn(ticket)).orders[0]?.left.amount).toBe("100.00");
  });

  it("is not passed by two at once", async () => {
    const { ticket, orderId } = await withOrder({ totalMinor: 10_000 });
    const answers = await Promise.all(["70", "80", "90"].map((amount) => ask(ticket, wanted(amount, { orderId }))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const { items } = await refundsIn(ticket);
    expect(items).toHaveLength(1);
    expect(await linesOf(ticket)).toHaveLength(1);
  });

  it("is counted whole where a currency has no cents, and in thousandths where it has mils", async () => {
    const yen = await withOrder({ currency: "JPY", totalMinor: 900 });
    const of = (amount: string, currency: string) => ({ amount: { amount, currency } });
    expect(await verdict(ask(yen.ticket, wanted("", { orderId: yen.orderId, ...of("900.5", "JPY") })))).toEqual([
      400,
      "amount_unsound",
    ]);
    expect(await asked(yen.ticket, "", { orderId: yen.orderId, ...of("900", "JPY") })).toMatchObject(of("900", "JPY"));
    const dinar = await withOrder({ currency: "KWD", totalMinor: 2_500 });
    expect(await asked(dinar.ticket, "", { orderId: dinar.orderId, ...of("2.5", "KWD") })).toMatchObject(
      of("2.500", "KWD"),
    );
  });

  it("has to be named, as one of the ticket's and of its customer's", async () => {
    const { ticket } = await withOrder();
    const elsewhere = await withOrder();
    expect(await verdict(ask(ticket, wanted("5")))).toEqual([400, "order_wanted"]);
    expect(await verdict(ask(ticket, wanted("5", { orderId: elsewhere.orderId })))).toEqual([409, "order_unknown"]);
    const foreign = await makeTicket({ orderIds: [elsewhere.orderId] });
    expect(await verdict(ask(foreign, wanted("5", { orderId: elsewhere.orderId })))).toEqual([409, "order_unknown"]);
  });

  it("is looked at again when it is decided: nothing is approved of an order that is refunded by then, or gone", async () => {
    const { ticket, orderId } = await withOrder();
    const [first, second, third] = [
      await asked(ticket, "5", { orderId }),
      await asked(ticket, "6", { orderId }),
      await refundOf(await approve(await asked(ticket, "7", { orderId }))),
    ];
    const [order] = await ordersByIds(db(), [orderId]);
    if (order === undefined) throw new Error("the order is not there");
    expect(await changeOrder(db(), order, { status: "refunded", atMs: 9 })).toEqual({ ok: true, value: true });
    expect(await verdict(approve(first))).toEqual([409, "refund_too_high"]);
    expect((await refundsIn(ticket)).items.find(({ id }) => id === first.id)).toMatchObject({
      status: "asked",
      version: 1,
    });
    expect((await auditOf("refund.approved")).map(({ subject }) => subject)).not.toContain(`refund:${first.id}`);
    // What was approved before may have gone back already: that is still recorded.
    expect((await step(third, "payment", {}, agent)).status).toBe(200);
    await env.DB.prepare("DELETE FROM orders WHERE id = ?").bind(orderId).run();
    expect(await verdict(approve(second))).toEqual([409, "refund_too_high"]);
    const answer = step(second, "decision", { decision: "refused", reason: "It went back by itself" }, lead);
    expect((await answer).status).toBe(200);
    expect((await step(first, "withdrawal", {}, agent)).status).toBe(200);
    expect(await verdict(approve(first))).toEqual([409, "changed_meanwhile"]);
  });

  it("is nothing once the shop refunded it", async () => {
    const { ticket, orderId } = await withOrder({ status: "refunded" });
    expect(await verdict(ask(ticket, wanted("5", { orderId })))).toEqual([409, "refund_too_high"]);
  });
});

describe("what makes no sense", () => {
  it.each([
    ["nothing", { amount: { amount: "0", currency: "USD" } }, "amount_unsound"],
    ["less than nothing", { amount: { amount: "-5", currency: "USD" } }, "malformed"],
    ["half a cent", { amount: { amount: "0.005", currency: "USD" } }, "amount_unsound"],
    ["absurdly much", { amount: { amount: "99999999999999999", currency: "USD" } }, "amount_unsound"],
    ["no such currency", { amount: { amount: "5", currency: "QQQ" } }, "currency_unknown"],
    ["a number", { amount: 5 }, "malformed"],
    ["no reason", { reason: "  " }, "malformed"],
  ])("is refused: %s", async (_what, more, reason) => {
    expect(await verdict(ask(await makeTicket(), wanted("5", more)))).toEqual([400, reason]);
  });

  it("a ticket that is finished takes no more of them", async () => {
    const ticket = await makeTicket();
    await put(`/api/v1/tickets/${ticket.id}`, { version: 1, status: "closed" }, agent);
    expect(await verdict(ask(ticket, wanted("5")))).toEqual([409, "wrong_status"]);
  });

  it("an unknown ticket or refund", async () => {
    expect(await verdict(ask({ id: newId(1) }, wanted("5")))).toEqual([404, "not_found"]);
    const refund = await asked(await makeTicket(), "5");
    expect(await verdict(approve({ ...refund, id: newId(1) }))).toEqual([404, "not_found"]);
  });

  it("a ticket of an inbox that somebody does not see is not there for them", async () => {
    const ticket = await makeTicket();
    const refund = await asked(ticket, "5");
    const elsewhere = { id: "app", name: "App", locale: "en", defaultTeamId: "support" };
    expect((await post("/api/v1/admin/inboxes", elsewhere, admin)).status).toBe(201);
    const other = await join({ cookie: admin.cookie ?? "" }, { role: "supervisor", inboxIds: ["app"] });
    const as = { cookie: other.cookie, origin: ORIGIN };
    expect(await verdict(ask(ticket, wanted("5"), as))).toEqual([404, "not_found"]);
    expect(await verdict(approve(refund, as))).toEqual([404, "not_found"]);
    expect(await undecided(as)).toEqual([]);
    expect((await call(`/api/v1/tickets/${ticket.id}/refunds`, { headers: as })).status).toBe(404);
  });
});

describe("a ticket with an undecided refund", () => {
  it("is not finished before it, unless it is forced with the reason", async () => {
    const ticket = await makeTicket();
    const refund = await asked(ticket, "5");
    const finish = (more: object = {}) =>
      put(`/api/v1/tickets/${ticket.id}`, { version: ticket.version, status: "resolved", ...more }, agent);
    expect(await verdict(finish())).toEqual([409, "refund_undecided"]);
    expect(await verdict(finish({ force: true }))).toEqual([400, "reason_wanted"]);
    expect(await verdict(finish({ force: true, reason: "They have a new one" }))).toEqual([200, "ok"]);
    // It goes on waiting: the money is owed a decision whatever became of the ticket.
    expect((await approve(refund)).status).toBe(200);
  });

  it("is finished once it was decided", async () => {
    const ticket = await makeTicket();
    await approve(await asked(ticket, "5"));
    const body = { version: ticket.version, status: "closed" };
    expect((await put(`/api/v1/tickets/${ticket.id}`, body, agent)).status).toBe(200);
  });
});

describe("a customer's refunds", () => {
  it("rest unreadable and masked, are part of what is held of them, and go with them", async () => {
    const { ticket, orderId, contactId } = await withOrder();
    const reason = "Quetzal called from 13812345678";
    const refund = await asked(ticket, "40", { orderId, reason });
    expect(refund.reason).not.toContain("13812345678");
    await step(refund, "decision", { decision: "refused", reason: "Obsidian" }, lead);
    for (const table of ["refunds", "ticket_entries", "audit_log", "d1_outbox"]) {
      const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all();
      const rested = JSON.stringify(results, (_, value) =>
        Array.isArray(value) && typeof value[0] === "number" ? Buffer.from(value).toString("latin1") : value,
      );
      for (const word of ["Quetzal", "Obsidian", "13812345678"]) expect(rested).not.toContain(word);
    }
    const held = (await holdingsOf(db(), secretsOf(env).keyRing, contactId)).find(
      ({ holding }) => holding === "ticket",
    );
    expect(held?.fields.refunds).toMatch(/40\.00 USD refused$/);
    expect(held?.fields.internal).toContain("Quetzal");
    expect(held?.fields.internal).toContain("Obsidian");
    await cleanContacts(db(), [contactId]);
    const left = env.DB.prepare("SELECT count(*) AS n FROM refunds WHERE ticket_id = ?");
    expect(await left.bind(ticket.id).first("n")).toBe(0);
    expect(await verdict(ask(ticket, wanted("5", { orderId })))).toEqual([404, "not_found"]);
    expect(await verdict(approve(refund, admin))).toEqual([404, "not_found"]);
  });
});
