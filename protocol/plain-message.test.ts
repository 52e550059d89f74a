import fc from "fast-check";
import { expect, it } from "vitest";
import { MAX_CLIENT_ID_CHARS, MAX_TEXT_CHARS } from "#protocol/constants";
import { conversationClientFrame } from "#protocol/frames";
import { readPlainMessage } from "#protocol/plain-message";

const odd = fc.constantFrom("", " ", "\u0000", "\ud800", "a b", "ü", "x".repeat(MAX_CLIENT_ID_CHARS + 1));
const clientId = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
  odd,
  fc.jsonValue(),
  fc.constant("x".repeat(MAX_CLIENT_ID_CHARS)),
);
const content = fc.oneof(
  fc.string({ unit: "binary" }),
  odd,
  fc.jsonValue(),
  fc.constantFrom("你".repeat(MAX_TEXT_CHARS), "你".repeat(MAX_TEXT_CHARS + 1)),
);
const frame = fc.record(
  {
    type: fc.oneof({ weight: 9, arbitrary: fc.constant("message.send") }, fc.string()),
    clientId,
    contentType: fc.oneof({ weight: 9, arbitrary: fc.constant("text") }, fc.jsonValue()),
    content,
  },
  { requiredKeys: [] },
);
const more = fc.dictionary(
  fc.constantFrom("private", "replyTo", "attachmentIds", "__proto__", "other"),
  fc.jsonValue(),
);

it("reads what the schema reads, and leaves the rest to it", () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: frame }, fc.jsonValue()), fc.option(more), (base, extra) => {
      // As it comes off a socket.
      const sent = typeof base === "object" && extra !== null ? { ...base, ...extra } : base;
      const json: unknown = JSON.parse(JSON.stringify(sent));
      const plain = readPlainMessage(json);
      if (plain !== undefined) expect(conversationClientFrame.parse(json)).toEqual(plain);
    }),
    { numRuns: 3_000 },
  );
});

it("reads every plain message that the schema reads", () => {
  fc.assert(
    fc.property(fc.record({ clientId, content }), (parts) => {
      const json = { type: "message.send", contentType: "text", ...parts };
      expect(readPlainMessage(json)).toEqual(conversationClientFrame.safeParse(json).data);
    }),
    { numRuns: 3_000 },
  );
});
