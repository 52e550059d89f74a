import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_SYNC_LIMIT, TYPING_TTL_MS } from "#protocol/constants";
import type { ConversationServerFrame } from "#protocol/frames";
import type { Message } from "#protocol/vocabulary";
import {
  applyFrame,
  type ConversationLog,
  disconnected,
  emptyLog,
  expireTyping,
  hasOlder,
  readByMe,
  withOlder,
} from "./conversation-log.ts";
import { answering, entries, unreadCount } from "./entries.ts";
import { change, enqueue, markOnWire, retry } from "./outbox.ts";
import { AGENT, CONVERSATION_ID, CUSTOMER, messageOf } from "./testing/messages.ts";

const NOW = 1_800_000_000_000;
const customer = emptyLog({ type: "contact", id: CUSTOMER.id });
const agent = emptyLog({ type: "agent", id: AGENT.id });

function created(message: Message): ConversationServerFrame {
  return {
    type: message.changedSeq === message.seq ? "message.created" : "message.updated",
    seq: message.changedSeq,
    message,
  };
}
function syncDone(seq: number, hasMore = false): ConversationServerFrame {
  return { type: "sync.done", seq, hasMore };
}
function told(log: ConversationLog, ...frames: ConversationServerFrame[]): ConversationLog {
  return frames.reduce((state, frame) => applyFrame(state, frame, NOW), log);
}
const seqs = (log: ConversationLog) => log.messages.map(({ seq }) => seq);
const item = (clientId: string) => ({ clientId, contentType: "text" as const, content: clientId, createdAtMs: NOW });

describe("the messages of a log", () => {
  /** Every version of a few messages: created, then edited now and then. */
  const versions = fc.array(fc.record({ edits: fc.nat(2) }), { minLength: 1, maxLength: 12 }).map((list) => {
    let seq = list.length;
    return list.flatMap(({ edits }, index) =>
      Array.from({ length: edits + 1 }, (_, edit) => {
        if (edit > 0) seq += 1;
        return messageOf(index + 1, { changedSeq: edit === 0 ? index + 1 : seq, content: `version ${edit}` });
      }),
    );
  });

  it("end the same, in the server's order and newest version, however their frames repeat and are shuffled", () => {
    const orders = versions.chain((all) =>
      fc.record({
        all: fc.constant(all),
        order: fc
          .shuffledSubarray([...all, ...all], { minLength: all.length * 2 })
          .chain((shuffled) => fc.constant(shuffled)),
      }),
    );
    fc.assert(
      fc.property(orders, ({ all, order }) => {
        const straight = told(customer, ...all.toSorted((a, b) => a.changedSeq - b.changedSeq).map(created));
        expect(told(customer, ...order.map(created)).messages).toEqual(straight.messages);
        expect(seqs(straight)).toEqual([...new Set(all.map(({ seq }) => seq))].sort((a, b) => a - b));
      }),
    );
  });

  it("never show again what was recalled, not even by a late page of history", () => {
    const recalled = messageOf(3, { changedSeq: 9, content: "", recalledAt: "2027-01-15T08:01:00.000Z" });
    const log = withOlder(
      told(customer, created(recalled), syncDone(9)),
      [messageOf(3, { content: "a secret" })],
      false,
    );
    expect(log.messages).toEqual([recalled]);
  });

  it("have no gap: a change of a message that is not loaded waits for its page", () => {
    const last50 = Array.from({ length: DEFAULT_SYNC_LIMIT }, (_, index) => messageOf(51 + index));
    const log = told(customer, ...last50.map(created), syncDone(100));
    expect(hasOlder(log)).toBe(true);
    const edited = messageOf(7, { changedSeq: 101, content: "changed" });
    const live = told(log, created(edited));
    expect(seqs(live)[0]).toBe(51);
    const page = [
      ...Array.from({ length: 49 }, (_, index) => messageOf(index + 1)).filter(({ seq }) => seq !== 7),
      edited,
    ];
    const whole = withOlder(live, page, true);
    expect(whole.messages.find(({ seq }) => seq === 7)?.content).toBe("changed");
    expect(whole.floorSeq).toBe(1);
    expect(hasOlder(withOlder(whole, [], true))).toBe(false);
  });

  it("drop the rest of a first sync that broke off, should much have happened since", () => {
    const log = disconnected(told(customer, created(messageOf(1)), created(messageOf(2))));
    const fresh = Array.from({ length: DEFAULT_SYNC_LIMIT }, (_, index) => created(messageOf(200 + index)));
    expect(seqs(told(log, ...fresh, syncDone(249)))[0]).toBe(200);
  });
});

describe("what sync asks after", () => {
  it("moves with live frames once everything was caught up", () => {
    const log = told(customer, created(messageOf(4)), syncDone(6), created(messageOf(7)));
    expect(log).toMatchObject({ syncedSeq: 7, caughtUp: true });
  });

  it("stays at the last finished page when a live frame slips between pages", () => {
    const log = told(
      disconnected(told(customer, syncDone(10))),
      created(messageOf(11)),
      syncDone(40, true),
      created(messageOf(90)),
    );
    expect(log).toMatchObject({ syncedSeq: 40, caughtUp: false });
  });

  it("ends although a server says more for ever", () => {
    expect(told(customer, syncDone(5, true), syncDone(5, true)).caughtUp).toBe(true);
  });

  it("is kept over a broken line", () => {
    expect(disconnected(told(customer, syncDone(10)))).toMatchObject({ syncedSeq: 10, caughtUp: false });
  });
});

describe("an own message", () => {
  const states = (log: ConversationLog) => entries(log).map(({ state }) => state);

  it("goes from queued to sending, sent, delivered and read, in one row", () => {
    let log = enqueue(customer, item("c1"));
    expect(states(log)).toEqual(["queued"]);
    log = told(log, syncDone(0));
    expect(states(log)).toEqual(["sending"]);
    log = told(markOnWire(log, "c1"), created(messageOf(1, { sender: CUSTOMER, clientId: "c1", content: "c1" })));
    expect(states(log)).toEqual(["sent"]);
    expect(entries(log)[0]?.key).toBe("c1");
    log = told(log, { type: "delivered", seq: 1, by: AGENT });
    expect(states(log)).toEqual(["delivered"]);
    expect(states(told(log, { type: "read", seq: 1, by: AGENT }))).toEqual(["read"]);
  });

  it("is not read by its own reader's other tab, nor an agent's reply by a colleague", () => {
    const mine = told(customer, created(messageOf(1, { sender: CUSTOMER })), { type: "read", seq: 1, by: CUSTOMER });
    expect(states(mine)).toEqual(["sent"]);
    const reply = told(agent, created(messageOf(1)), { type: "read", seq: 1, by: { ...AGENT, id: "agent-max" } });
    expect(states(reply)).toEqual(["sent"]);
    expect(states(told(reply, { type: "delivered", seq: 1, by: CUSTOMER }))).toEqual(["delivered"]);
  });

  it("fails with the server's code, and can be put back in line under the same id", () => {
    const refused = told(markOnWire(enqueue(customer, item("c1")), "c1"), {
      type: "error",
      code: "conflict",
      message: "",
      clientId: "c1",
    });
    expect(entries(refused)).toMatchObject([{ state: "failed", failedCode: "conflict", key: "c1" }]);
    expect(entries(retry(refused, "c1"))).toMatchObject([{ state: "queued", key: "c1" }]);
  });

  it("stays in line when the server only says: not now", () => {
    for (const code of ["rate_limited", "unavailable"] as const) {
      const log = told(markOnWire(enqueue(customer, item("c1")), "c1"), {
        type: "error",
        code,
        message: "",
        clientId: "c1",
      });
      expect(log.outbox).toEqual([item("c1")]);
    }
  });

  it("is not taken for another side's message of the same client id", () => {
    const log = told(enqueue(customer, item("c1")), created(messageOf(1, { clientId: "c1" })));
    expect(log.outbox).toHaveLength(1);
  });

  it("shows an edit on its way until the server has made or refused it", () => {
    const log = told(customer, created(messageOf(1, { sender: CUSTOMER })), syncDone(1));
    const wanted = change(log, { messageId: messageOf(1).id, content: "better" });
    expect(entries(wanted)).toMatchObject([{ change: { content: "better" } }]);
    const made = told(wanted, created(messageOf(1, { sender: CUSTOMER, changedSeq: 2, content: "better" })));
    expect(made.changes).toEqual([]);
    const onWire = { ...wanted, changes: wanted.changes.map((one) => ({ ...one, onWire: true as const })) };
    expect(told(onWire, { type: "error", code: "conflict", message: "" }).changes).toEqual([]);
  });
});

describe("what its reader has read", () => {
  it("is no change the second time, so that whoever marks what they see at each drawing comes to rest", () => {
    const read = readByMe(told(customer, created(messageOf(1)), created(messageOf(2))), 2);
    expect(unreadCount(read)).toBe(0);
    expect(readByMe(read, 2)).toBe(read);
    expect(readByMe(read, 1)).toBe(read);
  });
});

describe("what is only true of the moment", () => {
  it("drops who types when they have sent, when time is up and when the line breaks", () => {
    const log = told(customer, { type: "typing", by: AGENT });
    expect(log.typing).toHaveLength(1);
    expect(told(log, created(messageOf(1))).typing).toEqual([]);
    expect(expireTyping(log, NOW + TYPING_TTL_MS).typing).toEqual([]);
    expect(expireTyping(log, NOW + TYPING_TTL_MS - 1)).toBe(log);
    expect(disconnected(log).typing).toEqual([]);
  });

  it("forgets the place in line when somebody has the conversation", () => {
    const conversation = {
      id: CONVERSATION_ID,
      inboxId: "web",
      teamId: "t",
      contactId: CUSTOMER.id,
      status: "open" as const,
      epoch: 0,
      lastSeq: 1,
    };
    const waiting = told(
      customer,
      { type: "queue.position", position: 3 },
      { type: "conversation.updated", seq: 1, conversation },
    );
    expect(waiting.queuePosition).toBe(3);
    const wait = { fromMinutes: 2, toMinutes: 5 };
    expect(told(customer, { type: "queue.position", position: 2, wait }).queueWait).toEqual(wait);
    expect(waiting.queueWait).toBeUndefined();
    const taken = { ...conversation, assigneeId: AGENT.id, epoch: 1, lastSeq: 2 };
    expect(told(waiting, { type: "conversation.updated", seq: 2, conversation: taken })).not.toHaveProperty(
      "queuePosition",
    );
  });

  it("knows who answers from presence, and that nobody does when they have gone", () => {
    const log = told(customer, { type: "presence", by: AGENT, status: "online" });
    expect(answering(log)?.by).toEqual(AGENT);
    expect(answering(told(log, { type: "presence", by: AGENT, status: "offline" }))).toBeUndefined();
  });

  it("counts as unread what others wrote after the reader's own cursor", () => {
    const log = told(
      customer,
      created(messageOf(1)),
      created(messageOf(2, { sender: CUSTOMER })),
      created(messageOf(3)),
    );
    expect(unreadCount(log)).toBe(2);
    expect(unreadCount(told(log, { type: "read", seq: 2, by: CUSTOMER }))).toBe(1);
  });
});
