import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  ACTIVITY_KEYS,
  CONVERSATION_STATUSES,
  ERROR_CODES,
  PRESENCE_STATUSES,
  REFUSAL_REASONS,
  SENDER_TYPES,
} from "#protocol/constants";
import { conversationServerFrame, feedServerFrame } from "#protocol/frames";
import { activity } from "#protocol/vocabulary";
import { decodeActivity } from "./conversation-nouns.ts";
import { decodeConversationFrame } from "./decode.ts";
import { decodeFeedFrame } from "./decode-feed.ts";

const uuid = fc.oneof(
  fc.uuid({ version: 7 }),
  fc.uuid(),
  fc.constantFrom(
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    "0193A5B0-0000-7000-8000-00000000000a",
    "0193a5b0-0000-9000-8000-00000000000a",
  ),
);
const two = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, "0"));
const instant = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc
    .tuple(fc.constantFrom("0000", "1900", "2000", "2023", "2024"), two(13), two(32), two(25), two(61))
    .map(([year, month, day, hour, minute]) => `${year}-${month}-${day}T${hour}:${minute}:00Z`),
  fc.constantFrom(
    "2026-02-01T10:00Z",
    "2026-02-01T10:00:00",
    "2026-02-01T10:00:00.123456Z",
    "2026-02-01T10:00:00+08:00",
  ),
);
const seq = fc.oneof(fc.nat(), fc.constantFrom(-1, 0.5, 2 ** 53, Number.MAX_SAFE_INTEGER));
const slug = fc.oneof(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), fc.constantFrom("", "a b", "x".repeat(65), "团队"));
const actor = fc.record({ type: fc.constantFrom(...SENDER_TYPES), id: fc.string(), name: fc.string() });
const message = fc.record(
  {
    id: uuid,
    seq,
    changedSeq: seq,
    conversationId: uuid,
    sender: actor,
    contentType: fc.constantFrom("text", "activity", "image"),
    content: fc.string(),
    attachments: fc.array(
      fc.record({ id: uuid, name: fc.string(), mediaType: fc.string(), sizeBytes: seq, url: fc.webUrl() }),
      { maxLength: 2 },
    ),
    clientId: slug,
    replyTo: uuid,
    createdAt: instant,
    editedAt: instant,
    recalledAt: instant,
    private: fc.boolean(),
    masked: fc.boolean(),
    unknownToUs: fc.string(),
  },
  {
    requiredKeys: [
      "id",
      "seq",
      "changedSeq",
      "conversationId",
      "sender",
      "contentType",
      "content",
      "attachments",
      "createdAt",
    ],
  },
);
const conversation = fc.record(
  {
    id: uuid,
    inboxId: slug,
    teamId: slug,
    contactId: uuid,
    status: fc.constantFrom(...CONVERSATION_STATUSES),
    assigneeId: fc.string(),
    epoch: seq,
    lastSeq: seq,
  },
  { requiredKeys: ["id", "inboxId", "teamId", "contactId", "status", "epoch", "lastSeq"] },
);
const row = {
  conversation,
  contactName: fc.string(),
  preview: fc.record(
    { sender: actor, text: fc.string(), private: fc.constant(true) },
    { requiredKeys: ["sender", "text"] },
  ),
  unread: seq,
  lastActivityAt: instant,
  waitingSince: instant,
};
const requiredOfRow = ["conversation", "unread", "lastActivityAt"] as const;
const reason = fc.oneof(fc.constantFrom(...REFUSAL_REASONS), fc.string());
const error = fc.record(
  { type: fc.constant("error"), code: fc.constantFrom(...ERROR_CODES), message: fc.string(), reason, clientId: slug },
  { requiredKeys: ["type", "code", "message"] },
);

const conversationFrames = fc.oneof(
  fc.record({ type: fc.constantFrom("message.created", "message.updated"), seq, message }),
  fc.record({ type: fc.constantFrom("delivered", "read"), seq, by: actor }),
  fc.record({ type: fc.constant("typing"), by: actor, draft: fc.string() }, { requiredKeys: ["type", "by"] }),
  fc.record({ type: fc.constant("conversation.updated"), seq, conversation }),
  fc.record({ type: fc.constant("presence"), by: actor, status: fc.constantFrom(...PRESENCE_STATUSES, "away") }),
  fc.record(
    { type: fc.constant("queue.position"), position: seq, full: fc.constant(true) },
    { requiredKeys: ["type", "position"] },
  ),
  fc.record({ type: fc.constant("sync.done"), seq, hasMore: fc.boolean() }),
  error,
);
const workload = { status: fc.constantFrom(...PRESENCE_STATUSES), capacity: seq, load: seq };
const feedFrames = fc.oneof(
  fc.record({
    type: fc.constant("feed.snapshot"),
    ...workload,
    rows: fc.array(fc.record(row, { requiredKeys: [...requiredOfRow] }), { maxLength: 2 }),
  }),
  fc.record(
    { type: fc.constant("conversation.updated"), conversationId: uuid, ...row },
    { requiredKeys: ["type", "conversationId", ...requiredOfRow] },
  ),
  fc.record({ type: fc.constant("conversation.removed"), conversationId: uuid }),
  fc.record({ type: fc.constant("presence"), ...workload }),
  error,
);

/** Breaks a frame somewhere: a hostile or newer server may send anything. */
function broken(frames: fc.Arbitrary<object>): fc.Arbitrary<unknown> {
  const poison = fc.oneof(fc.jsonValue(), fc.constantFrom("constructor", "__proto__", "toString", true, null, [], {}));
  return fc.tuple(frames, fc.infiniteStream(fc.nat()), poison).map(([frame, choices, bad]) => {
    const root: Record<string, unknown> = JSON.parse(JSON.stringify(frame));
    let at: object = root;
    for (const choice of choices) {
      const key = Object.keys(at)[choice % Math.max(1, Object.keys(at).length)];
      if (key === undefined) return root;
      const child: unknown = Reflect.get(at, key);
      if (typeof child === "object" && child !== null && choice % 3 > 0) at = child;
      else {
        if (choice % 5 === 0) Reflect.deleteProperty(at, key);
        else Reflect.set(at, key, bad);
        return root;
      }
    }
    return root;
  });
}

function agrees(schema: z.ZodType, decode: (text: string) => unknown, frame: unknown): boolean {
  const text = JSON.stringify(frame);
  const byZod = schema.safeParse(JSON.parse(text));
  expect(decode(text)).toEqual(byZod.success ? byZod.data : undefined);
  return byZod.success;
}

describe.each([
  ["a conversation's frames", conversationServerFrame, decodeConversationFrame, conversationFrames],
  ["the feed's frames", feedServerFrame, decodeFeedFrame, feedFrames],
] as const)("the hand decoder of %s", (_, schema, decode, frames: fc.Arbitrary<object>) => {
  it("takes and refuses the same as the zod schema, with the same value", () => {
    let taken = 0;
    fc.assert(
      fc.property(frames, (frame) => {
        if (agrees(schema, decode, frame)) taken += 1;
      }),
      { numRuns: 1_500 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it("agrees on broken frames too", () => {
    fc.assert(
      fc.property(broken(frames), (frame) => void agrees(schema, decode, frame)),
      { numRuns: 1_500 },
    );
  });

  it("refuses what is not JSON, and JSON that is no frame", () => {
    for (const text of ["", "pong", "{", "null", "[]", "7", '{"type":"toString"}', '{"type":"message.vanished"}']) {
      expect(decode(text)).toBeUndefined();
    }
  });
});

describe("an activity's content", () => {
  it("is taken as the schema takes it", () => {
    const content = fc.oneof(
      fc.record(
        {
          key: fc.constantFrom(...ACTIVITY_KEYS, "conversation.painted"),
          by: fc.string(),
          to: fc.string(),
          reason: fc.string(),
        },
        { requiredKeys: ["key"] },
      ),
      fc.jsonValue(),
    );
    fc.assert(fc.property(content, (value) => void agrees(activity, decodeActivity, value)));
  });
});
