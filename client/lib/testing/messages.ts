/** Messages as a server makes them, for tests. */
import type { Actor, Message } from "#protocol/vocabulary";

export const CONVERSATION_ID = "01990000-0000-7000-8000-00000000c0de";
export const CUSTOMER: Actor = { type: "contact", id: "01990000-0000-7000-8000-0000000000aa", name: "Sofia" };
export const AGENT: Actor = { type: "agent", id: "agent-lena", name: "Lena" };

/** A message whose id follows from its seq. */
export function messageOf(seq: number, fields: Partial<Message> = {}): Message {
  return {
    id: `01990000-0000-7000-8000-${seq.toString(16).padStart(12, "0")}`,
    seq,
    changedSeq: seq,
    conversationId: CONVERSATION_ID,
    sender: AGENT,
    contentType: "text",
    content: `message ${seq}`,
    attachments: [],
    createdAt: "2027-01-15T08:00:00.000Z",
    ...fields,
  };
}
