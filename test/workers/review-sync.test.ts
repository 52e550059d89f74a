/** Catching up page by page, whatever happened before: nothing is missing, nothing comes twice, nothing is out of order. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createdConversation } from "#protocol/http";
import type { Conversation, Message } from "#protocol/vocabulary";
import { agentLine, type ConversationLine, customerLine } from "#test/workers/line";
import { beginSession, loginOf, openShop, post, signIn } from "#test/workers/shop";

const RUNS = 25;
let cookie: string;
let clientIds = 0;

beforeAll(async () => {
  const { logins } = await openShop();
  cookie = await signIn(loginOf(logins, "supervisor"));
});

interface Talk {
  readonly id: string;
  readonly token: string;
  readonly customer: ConversationLine;
  readonly agent: ConversationLine;
}

async function begin(): Promise<Talk> {
  const { token } = await beginSession();
  const first = { clientId: nextClientId(), contentType: "text", content: "在吗？" };
  const answer = await post("/api/v1/widget/conversations", first, { authorization: `Bearer ${token}` });
  const { conversationId: id } = createdConversation.parse(await answer.json());
  const [customer, agent] = await Promise.all([customerLine(id, token), agentLine(id, cookie)]);
  for (const line of [customer, agent]) {
    line.send({ type: "sync" });
    await line.next("sync.done");
  }
  return { id, token, customer, agent };
}

function nextClientId(): string {
  clientIds += 1;
  return `s${clientIds}`;
}

const STEPS = ["say", "say", "say", "answer", "note", "edit", "recall", "snooze", "resolve", "reopen"] as const;
type Step = (typeof STEPS)[number];

/** Does it and waits for what it brings, if anything: a refusal is an answer too. */
async function take(step: Step, { customer, agent }: Talk, n: number): Promise<void> {
  const line = step === "say" || step === "edit" || step === "recall" ? customer : agent;
  const from = line.frames.length;
  const own = customer.frames.flatMap((frame) =>
    frame.type === "message.created" && frame.message.sender.type === "contact" ? [frame.message] : [],
  );
  const messageId = own[n % own.length]?.id;
  const message = { type: "message.send", clientId: nextClientId(), contentType: "text", content: `text ${n} 你好` };
  if (step === "say" || step === "answer") line.send(message);
  else if (step === "note") line.send({ ...message, private: true });
  else if (step === "edit") line.send({ type: "message.edit", messageId, content: `edited ${n}` });
  else if (step === "recall") line.send({ type: "message.recall", messageId });
  else if (step === "snooze") line.send({ type: "conversation.snooze", untilMs: Date.now() + 3_600_000 });
  else line.send({ type: `conversation.${step}` });
  const answers = ["message.created", "message.updated", "conversation.updated", "error"];
  while (!line.frames.slice(from).some(({ type }) => answers.includes(type))) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** What a client ends with that pages from where it stands. */
async function catchUp(line: ConversationLine, afterSeq: number, limit: number) {
  const messages = new Map<string, Message>();
  const seqs: number[] = [];
  let conversation: Conversation | undefined;
  for (let at = afterSeq; ; ) {
    const from = line.frames.length;
    line.send({ type: "sync", afterSeq: at, limit });
    const done = await line.next("sync.done", () => true, from);
    for (const frame of line.frames.slice(from, line.frames.indexOf(done))) {
      if (frame.type === "conversation.updated") conversation = frame.conversation;
      else if (frame.type !== "message.created" && frame.type !== "message.updated") continue;
      else messages.set(frame.message.id, frame.message);
      seqs.push(frame.seq);
    }
    at = done.seq;
    if (!done.hasMore) return { messages, conversation, seqs, seq: at };
  }
}

describe("sync in pages", () => {
  it("ends with all that changed, each once, in order of change, and what the conversation has become", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...STEPS), { maxLength: 14 }),
        fc.nat({ max: 20 }),
        fc.integer({ min: 1, max: 5 }),
        async (steps, afterSeq, limit) => {
          const talk = await begin();
          for (const [n, step] of steps.entries()) await take(step, talk, n);
          for (const [open, withPrivate] of [
            [() => agentLine(talk.id, cookie), true],
            [() => customerLine(talk.id, talk.token), false],
          ] as const) {
            const whole = await catchUp(await open(), 0, 500);
            const paged = await catchUp(await open(), afterSeq, limit);
            const isNews = ({ changedSeq }: Message) => changedSeq > afterSeq;
            const expected = [...whole.messages.values()].filter(isNews);
            expect([...paged.messages.values()]).toEqual(expected);
            if (!withPrivate) expect(expected.filter((message) => message.private)).toEqual([]);
            // From the very beginning the conversation itself is told too, though it may never have changed.
            expect(paged.seqs).toEqual(whole.seqs.filter((seq) => seq > afterSeq || afterSeq === 0));
            expect(paged.seqs).toEqual([...new Set(paged.seqs)].sort((a, b) => a - b));
            const isMoved = paged.seqs.length > expected.length;
            expect(paged.conversation).toEqual(isMoved ? whole.conversation : undefined);
            expect(paged.seq).toBe(whole.seq);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});
