import { describe, expect, it } from "vitest";
import { applyFrame, emptyLog } from "#client/lib/conversation-log.ts";
import { entries } from "#client/lib/entries.ts";
import { enqueue } from "#client/lib/outbox.ts";
import { AGENT, CUSTOMER, messageOf } from "#client/lib/testing/messages.ts";
import type { Message } from "#protocol/vocabulary";
import { placeEntries } from "./thread-layout.ts";

const dayOf = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);
const written = (seq: number, time: string, fields: Partial<Message> = {}) =>
  messageOf(seq, { createdAt: `2027-01-${time}:00.000Z`, ...fields });

function placed(...messages: Message[]) {
  const empty = emptyLog({ type: "contact", id: CUSTOMER.id });
  const log = messages.reduce(
    (state, message) => applyFrame(state, { type: "message.created", seq: message.seq, message }, 0),
    empty,
  );
  return placeEntries(entries(log), dayOf);
}

describe("a thread's layout", () => {
  it("groups one speaker within five minutes, and begins each day anew", () => {
    const other = { ...AGENT, id: "agent-max" };
    const rows = placed(
      written(1, "15T08:00"),
      written(2, "15T08:04"),
      written(3, "15T08:10"),
      written(4, "15T08:11", { sender: other }),
      written(5, "15T08:12", { sender: CUSTOMER }),
      written(6, "16T08:12", { sender: CUSTOMER }),
    );
    expect(rows.map(({ newGroup, newDay }) => [newGroup, newDay])).toEqual([
      [true, true],
      [false, false],
      [true, false],
      [true, false],
      [true, false],
      [true, true],
    ]);
  });

  it("shows the state under the last own message and under each that failed", () => {
    const empty = emptyLog({ type: "contact", id: CUSTOMER.id });
    const item = { contentType: "text" as const, content: "x", createdAtMs: 1 };
    const log = enqueue(
      enqueue(enqueue(empty, { ...item, clientId: "a", failedCode: "forbidden" }), { ...item, clientId: "b" }),
      { ...item, clientId: "c" },
    );
    expect(placeEntries(entries(log), dayOf).map(({ showState }) => showState)).toEqual([true, false, true]);
  });

  it("leaves out what agents do among themselves", () => {
    expect(placed(written(1, "15T08:00", { contentType: "activity", content: "{}" }))).toEqual([]);
  });
});
