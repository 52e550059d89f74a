/** Whether a conversation is a customer's. */
import type { Database } from "#domain/database";
import { pageOfContactConversations } from "#domain/delivery/registry";

/** Before ids in their order, so that the one that is asked for is the first of the page. */
function justBefore(id: string): string {
  const last = id.charCodeAt(id.length - 1);
  return id.slice(0, -1) + String.fromCharCode(last - 1);
}

/** @returns whether they began it, as themselves or as a guest who joined them; also while the index does not know it yet */
export async function conversationsOfContactInclude(db: Database, contactId: string, id: string): Promise<boolean> {
  const [first] = await pageOfContactConversations(db, contactId, justBefore(id), 1);
  return first === id;
}
