/** Rules that answer late or not at all, and people who act before they do: nobody waits for rules, and a person's word stays. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { RuledConversation } from "#domain/rules/ruled";
import { begin } from "#test/workers/begin";
import { arrive, type Colleague } from "#test/workers/colleagues";
import { until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post } from "#test/workers/shop";
import { Effects } from "#worker/effects";

const PATH = "/api/v1/admin/routing-rules";
let admin: Colleague;
let agent: Colleague;
let lead: Colleague;
let otherTeam: string;
const headers = ({ cookie }: Colleague) => ({ cookie, origin: ORIGIN });

beforeAll(async () => {
  const { logins } = await openShop();
  admin = await arrive(loginOf(logins, "admin"));
  agent = await arrive(loginOf(logins, "agent"));
  lead = await arrive(loginOf(logins, "supervisor"));
  const made = await post("/api/v1/admin/teams", { name: "Returns" }, headers(admin));
  otherTeam = (await made.json<{ id: string }>()).id;
  const toReturns = {
    ...{ id: "to-returns", name: "To returns", enabled: true, appliesTo: "conversation", match: "all", conditions: [] },
    actions: [
      { do: "team", teamId: otherTeam },
      { do: "priority", priority: "urgent" },
    ],
    stop: false,
  };
  const kept = await call(PATH, {
    method: "PUT",
    headers: { "content-type": "application/json", ...headers(admin) },
    body: JSON.stringify({ rules: [toReturns], version: 0 }),
  });
  if (!kept.ok) throw new Error(`answered ${kept.status}: ${await kept.text()}`);
}, 60_000);

afterEach(() => {
  vi.restoreAllMocks();
});

/** Rules whose answer comes when the test lets it. */
function heldRules() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const real = Effects.prototype.ruleConversation;
  const asked = vi.spyOn(Effects.prototype, "ruleConversation").mockImplementation(async function held(
    this: Effects,
    subject,
  ): Promise<RuledConversation> {
    await promise;
    return real.call(this, subject);
  });
  return {
    release: resolve,
    wasAsked: () =>
      until(
        () => asked.mock.calls.at(-1),
        () => "rules to be asked",
      ),
  };
}

const act = (id: string, action: string, body: object, by = agent) =>
  post(`/api/v1/conversations/${id}/${action}`, body, headers(by));
async function done(answer: Response): Promise<void> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
}
const isInLine = (teamId: string, conversationId: string) =>
  runInDurableObject(
    env.QUEUE.get(env.QUEUE.idFromName(teamId)),
    (_, { storage }) =>
      storage.sql.exec("SELECT 1 FROM entries WHERE conversation_id = ?", conversationId).toArray().length > 0,
  );
const rowOf = (id: string) =>
  env.DB.prepare("SELECT team_id, priority, assignee_id, status FROM conversations WHERE id = ?").bind(id).first();
/** The rule's line is there, so its answer was taken. */
const isRuled = (id: string) =>
  runInDurableObject(
    env.CONVERSATION.get(env.CONVERSATION.idFromName(id)),
    (_, { storage }) =>
      storage.sql.exec<{ ruling: string | null }>("SELECT ruling FROM conversation").one().ruling !== null,
  );

describe("a conversation that begins", () => {
  it("is in its line within seconds where rules do not answer, and goes where they say once they do", async () => {
    const held = heldRules();
    const beganMs = Date.now();
    const { conversationId } = await begin("Where is my parcel?");
    await held.wasAsked();
    await expect.poll(() => isInLine("support", conversationId), { timeout: 30_000 }).toBe(true);
    expect(Date.now() - beganMs).toBeLessThan(8_000);
    held.release();
    await expect
      .poll(() => rowOf(conversationId), { timeout: 30_000 })
      .toMatchObject({ team_id: otherTeam, priority: 3 });
    await expect.poll(() => isInLine(otherTeam, conversationId), { timeout: 30_000 }).toBe(true);
    expect(await isInLine("support", conversationId)).toBe(false);
  });

  it("is asked about again where D1 was away, and waits in its line meanwhile", async () => {
    const away = vi.spyOn(Effects.prototype, "ruleConversation").mockRejectedValueOnce(new Error("D1_ERROR"));
    const { conversationId } = await begin("Where is my parcel?");
    await until(
      () => (away.mock.calls.length > 0 ? true : undefined),
      () => "a try",
    );
    await expect
      .poll(() => rowOf(conversationId), { timeout: 30_000 })
      .toMatchObject({ team_id: otherTeam, priority: 3 });
  });

  it("stays with whoever took it before rules answered, at the priority that they gave it", async () => {
    const held = heldRules();
    const { conversationId } = await begin("Where is my parcel?");
    await held.wasAsked();
    await done(await act(conversationId, "accept", {}));
    await done(await act(conversationId, "prioritise", { priority: "low" }));
    held.release();
    await expect.poll(() => isRuled(conversationId), { timeout: 30_000 }).toBe(true);
    await expect
      .poll(() => rowOf(conversationId), { timeout: 30_000 })
      .toMatchObject({ team_id: "support", assignee_id: agent.id, priority: 0 });
    await done(await act(conversationId, "resolve", {}));
  });

  it("stays in the team that somebody handed it to before rules answered", async () => {
    const held = heldRules();
    const { conversationId } = await begin("Where is my parcel?");
    await held.wasAsked();
    const third = await post("/api/v1/admin/teams", { name: "Third" }, headers(admin));
    const { id: teamId } = await third.json<{ id: string }>();
    await done(await act(conversationId, "transfer", { teamId, reason: "Theirs" }, lead));
    held.release();
    await expect.poll(() => isRuled(conversationId), { timeout: 30_000 }).toBe(true);
    await expect.poll(() => rowOf(conversationId), { timeout: 30_000 }).toMatchObject({ team_id: teamId });
  });

  it("that was resolved before rules answered stays resolved, where it was", async () => {
    const held = heldRules();
    const { conversationId } = await begin("Where is my parcel?");
    await held.wasAsked();
    await done(await act(conversationId, "accept", {}));
    await done(await act(conversationId, "resolve", {}));
    held.release();
    await expect.poll(() => isRuled(conversationId), { timeout: 30_000 }).toBe(true);
    await expect
      .poll(() => rowOf(conversationId), { timeout: 30_000 })
      .toMatchObject({ team_id: "support", status: "resolved" });
  });
});
