/** A conversation as a customer begins one. */
import { createdConversation } from "#protocol/http";
import { beginSession, post } from "#test/workers/shop";

let clientIds = 0;

/** One that no other message of this test file has. */
export function nextClientId(): string {
  clientIds += 1;
  return `c${clientIds}`;
}

/** @param details what the customer's session says of them, such as their name */
export async function begin(content = "你好, is my parcel on its way?", details: Record<string, unknown> = {}) {
  const { token, contactId } = await beginSession(details);
  const body = { clientId: nextClientId(), contentType: "text", content };
  const answer = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
  const { conversationId, message } = createdConversation.parse(await answer.json());
  return { token, contactId, conversationId, message };
}
