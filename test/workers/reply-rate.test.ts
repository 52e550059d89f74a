/** The 3-minute reply rate: of questions as conversations tell them, one's own and of teams, and of nothing else. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { recordReplies, type ToldReplies } from "#domain/sla/replies/store";
import { replyRate, teamReplyRates } from "#protocol/http-replies";
import { begin, nextClientId } from "#test/workers/begin";
import { agentLine, customerLine, until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { type Headers, idOf } from "#test/workers/staff";
import { cleanConversations } from "#worker/rights/cleaners";

const DAY_MS = 86_400_000;
let agent: Headers;
let lead: Headers;
let agentId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  const as = async (role: "agent" | "supervisor") => ({ cookie: await signIn(loginOf(logins, role)), origin: ORIGIN });
  [agent, lead] = await Promise.all([as("agent"), as("supervisor")]);
  agentId = await idOf(agent);
}, 60_000);

const now = { fromMs: Date.now() - DAY_MS, toMs: Date.now() + DAY_MS };
const query = ({ fromMs, toMs } = now) => `fromMs=${fromMs}&toMs=${toMs}`;

async function own(who: Headers, period = now) {
  const answer = await call(`/api/v1/me/reply-rate?${query(period)}`, { headers: who });
  expect(answer.status).toBe(200);
  return replyRate.parse(await answer.json());
}

async function ofTeam(teamId: string, period = now) {
  const answer = await call(`/api/v1/teams/reply-rates?${query(period)}`, { headers: lead });
  expect(answer.status).toBe(200);
  return teamReplyRates.parse(await answer.json()).items.find((each) => each.teamId === teamId);
}

interface Row {
  readonly seq: number;
  readonly team_id: string;
  readonly agent_id: string | null;
  readonly due_at_ms: number | null;
  readonly answered_after_ms: number | null;
}
const rowsOf = async (conversationId: string) =>
  (
    await env.DB.prepare("SELECT * FROM reply_times WHERE conversation_id = ? ORDER BY seq")
      .bind(conversationId)
      .all<Row & Record<string, unknown>>()
  ).results;

const whenRows = (conversationId: string, fits: (rows: readonly Row[]) => boolean) =>
  until(
    async () => {
      const rows = await rowsOf(conversationId);
      return fits(rows) ? rows : undefined;
    },
    () => "the questions as they should be",
  );

describe("a conversation's questions", () => {
  it("are told as they come, are answered or need no answer", async () => {
    const { conversationId, token } = await begin("Is it in stock?");
    const [asked] = await whenRows(conversationId, (rows) => rows.length === 1);
    expect(asked).toMatchObject({ agent_id: null, answered_after_ms: null });
    expect(asked?.due_at_ms).toBe(Number(asked?.asked_at_ms) + 180_000);
    const before = await own(agent);
    expect((await post(`/api/v1/conversations/${conversationId}/accept`, {}, agent)).status).toBe(200);
    // While nobody has answered it is that of whoever has it.
    await whenRows(conversationId, ([row]) => row?.agent_id === agentId);
    expect(await own(agent)).toEqual(before);

    const line = await agentLine(conversationId, String(agent.cookie));
    line.send({ type: "sync" });
    await line.next("sync.done");
    const say = async (content: string, more: object = {}) => {
      const clientId = nextClientId();
      line.send({ type: "message.send", clientId, contentType: "text", content, ...more });
      await line.next("message.created", ({ message }) => message.clientId === clientId);
    };
    await say("For colleagues", { private: true });
    await say("Yes, it is");
    await whenRows(conversationId, ([row]) => row?.answered_after_ms != null);
    expect(await own(agent)).toEqual({ questions: before.questions + 1, inTime: before.inTime + 1 });

    const customer = await customerLine(conversationId, token);
    customer.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "Thanks!" });
    await whenRows(conversationId, (rows) => rows.length === 2);
    expect((await post(`/api/v1/conversations/${conversationId}/resolve`, {}, agent)).status).toBe(200);
    // Ended without an answer: it needed none.
    await whenRows(conversationId, (rows) => rows[1]?.due_at_ms === null);
    expect(await own(agent)).toEqual({ questions: before.questions + 1, inTime: before.inTime + 1 });
    line.close();
    customer.close();

    // Late news changes nothing; an erased conversation takes its rows along, and none comes back.
    const rows = await rowsOf(conversationId);
    const late: ToldReplies = {
      ...{ conversationId, teamId: "elsewhere", assigneeId: undefined, upToSeq: 1 },
      questions: [{ seq: Number(rows[0]?.seq), askedAtMs: 1, dueAtMs: 1, answeredAfterMs: null, agentId: null }],
    };
    await recordReplies(database(env.DB), late);
    expect(await rowsOf(conversationId)).toEqual(rows);
    await cleanConversations(database(env.DB), [conversationId]);
    await env.DB.prepare("DELETE FROM data_keys WHERE kind = 'conversation' AND subject_id = ?")
      .bind(conversationId)
      .run();
    await recordReplies(database(env.DB), { ...late, upToSeq: 99 });
    expect(await rowsOf(conversationId)).toEqual([]);
  });
});

describe("the rate", () => {
  it("counts what came to something in that time: in time, late and never; not what is open still or does not count", async () => {
    const { conversationId } = await begin("Hello");
    const [row] = await whenRows(conversationId, (rows) => rows.length === 1);
    const teamId = String(row?.team_id);
    const period = { fromMs: 1_000_000, toMs: 2_000_000 };
    const asked = (seq: number, more: object) => ({
      ...{ seq, askedAtMs: 1_000_000 + seq, dueAtMs: 1_180_000, answeredAfterMs: null, agentId: null },
      ...more,
    });
    const questions = [
      asked(101, { answeredAfterMs: 180_000, agentId }),
      asked(102, { answeredAfterMs: 180_001, agentId }),
      asked(103, {}),
      asked(104, { dueAtMs: null }),
      asked(105, { dueAtMs: Date.now() + DAY_MS }),
      asked(106, { askedAtMs: period.toMs, answeredAfterMs: 1, agentId }),
      asked(107, { askedAtMs: period.fromMs - 1, answeredAfterMs: 1, agentId }),
    ];
    await recordReplies(database(env.DB), { conversationId, teamId, assigneeId: undefined, upToSeq: 1_000, questions });
    expect(await own(agent, period)).toEqual({ questions: 2, inTime: 1 });
    expect(await ofTeam(teamId, period)).toMatchObject({ questions: 3, inTime: 1 });
    expect(await own(lead, period)).toEqual({ questions: 0, inTime: 0 });
  });

  it("is read from an index alone, as many entries as there are questions in that time", async () => {
    const plans = await Promise.all(
      ["agent_id", "team_id"].map((column) =>
        env.DB.prepare(
          `EXPLAIN QUERY PLAN SELECT count(*), sum(answered_after_ms <= 180000) FROM reply_times WHERE ${column} = ?
           AND asked_at_ms >= ? AND asked_at_ms < ? AND due_at_ms IS NOT NULL
           AND (answered_after_ms IS NOT NULL OR due_at_ms <= ?)`,
        )
          .bind("a", 1, 2, 3)
          .all<{ detail: string }>(),
      ),
    );
    for (const { results } of plans) expect(results.map(({ detail }) => detail).join()).toMatch(/COVERING INDEX/u);
  });

  it.each([
    ["no time", ""],
    ["a time that ends before it begins", "fromMs=2&toMs=1"],
    ["more than a month", `fromMs=0&toMs=${32 * DAY_MS}`],
    ["what is no number", "fromMs=yesterday&toMs=2"],
    ["parts of a millisecond", "fromMs=0.5&toMs=2"],
  ])("of %s is refused", async (_what, asked) => {
    for (const path of ["me/reply-rate", "teams/reply-rates"])
      expect((await call(`/api/v1/${path}?${asked}`, { headers: lead })).status).toBe(400);
  });

  it("of teams is for those who lead", async () => {
    expect((await call(`/api/v1/teams/reply-rates?${query()}`, { headers: agent })).status).toBe(403);
  });
});
