import { describe, expect, it } from "vitest";
import { frameFor, maskedFrame, messageFor } from "#domain/conversations/masked";
import type { AgentPrincipal, ContactPrincipal } from "#domain/identity/principal";
import type { ConversationServerFrame } from "#protocol/frames";
import type { Actor, Message } from "#protocol/vocabulary";

const PHONE = "13800138000";
const HINT = "138••••8000";
const customer: Actor = { type: "contact", id: "c1", name: `Sofia ${PHONE}` };
const ann: Actor = { type: "agent", id: "ann", name: `Ann ${PHONE}` };
const bea: AgentPrincipal = {
  type: "agent",
  id: "bea",
  name: "Bea",
  role: "agent",
  teamIds: [],
  sessionId: "s",
  expiresAtMs: 1,
};
const trusted: AgentPrincipal = { ...bea, id: "cai", grants: ["conversation.read", "personal.see"] };
const contact: ContactPrincipal = { type: "contact", id: "c1", inboxId: "web", sessionId: "s", expiresAtMs: 1 };

function message(sender: Actor, content: string, fields: Partial<Message> = {}): Message {
  const createdAt = "2027-01-15T08:00:00.000Z";
  return {
    id: "m",
    seq: 1,
    changedSeq: 1,
    conversationId: "k",
    sender,
    contentType: "text",
    content,
    attachments: [],
    createdAt,
    ...fields,
  };
}

describe("a message", () => {
  const said = message(customer, `call ${PHONE}`);

  it("is masked for staff, and says so", () => {
    expect(messageFor(bea, said)).toEqual({
      ...said,
      sender: { ...customer, name: `Sofia ${HINT}` },
      content: `call ${HINT}`,
      masked: true,
    });
  });

  it("is as it is for the customer, for those who may see it, and for the agent who wrote it", () => {
    expect(messageFor(contact, said)).toBe(said);
    expect(messageFor(trusted, said)).toBe(said);
    const answered = message(ann, `is it ${PHONE}?`);
    expect(messageFor({ ...bea, id: "ann" }, answered)).toBe(answered);
    expect(messageFor(bea, answered)).toEqual({ ...answered, content: `is it ${HINT}?`, masked: true });
  });

  it("with nothing in it stays the same", () => {
    const plain = message({ ...customer, name: "Sofia" }, "hello");
    expect(messageFor(bea, plain)).toBe(plain);
  });

  it("that tells an activity keeps its ids, whatever they look like", () => {
    const activity = { key: "conversation.transferred", by: PHONE, to: "x", reason: `he has ${PHONE}` };
    const told = message(ann, JSON.stringify(activity), { contentType: "activity", private: true });
    const { content, masked } = messageFor(bea, told);
    expect(JSON.parse(content)).toEqual({ ...activity, reason: `he has ${HINT}` });
    expect(masked).toBeUndefined();
  });
});

describe("a frame", () => {
  it.each<ConversationServerFrame>([
    { type: "message.created", seq: 1, message: message(customer, PHONE) },
    { type: "message.updated", seq: 1, message: message(customer, PHONE) },
    { type: "typing", by: customer, draft: `${PHONE}，` },
    { type: "delivered", by: customer, seq: 1 },
    { type: "read", by: customer, seq: 1 },
    { type: "presence", by: customer, status: "online" },
  ])("$type shows staff no number", (frame) => {
    expect(JSON.stringify(frameFor(bea, frame))).not.toContain("0013");
    expect(frameFor(trusted, frame)).toBe(frame);
    expect(frameFor(contact, frame)).toBe(frame);
  });

  it.each<ConversationServerFrame>([
    { type: "queue.position", position: 1 },
    { type: "sync.done", seq: 1, hasMore: false },
    { type: "read", by: ann, seq: 1 },
    { type: "typing", by: { ...customer, name: "Sofia" } },
    { type: "error", code: "conflict", message: "taken" },
  ])("$type is left as it is", (frame) => {
    expect(maskedFrame(frame)).toBe(frame);
  });
});
