/** What a customer and an agent ask alike of one conversation. */
import { MAX_PAGE_LIMIT } from "#protocol/constants";
import type { MessagePage } from "#protocol/http";
import { messagePage } from "./answers.ts";
import { type ApiOptions, call, endReasonOf } from "./api.ts";

/** Messages before `beforeSeq`, oldest first. @throws ApiError */
export function messagesBefore(api: ApiOptions, conversationId: string, beforeSeq: number): Promise<MessagePage> {
  return page(api, conversationId, `beforeSeq=${beforeSeq}`);
}

/** The same, as many as a page may hold: for whoever reads far back. */
export function manyMessagesBefore(api: ApiOptions, conversationId: string, beforeSeq: number): Promise<MessagePage> {
  return page(api, conversationId, `beforeSeq=${beforeSeq}&limit=${MAX_PAGE_LIMIT}`);
}

/** Why a conversation's socket was refused, by asking for something small of it; `undefined` when it may succeed later. */
export async function probeConversation(api: ApiOptions, conversationId: string) {
  try {
    await page(api, conversationId, "limit=1");
    return undefined;
  } catch (error) {
    return endReasonOf(error);
  }
}

function page(api: ApiOptions, conversationId: string, query: string): Promise<MessagePage> {
  const path = `/api/v1/conversations/${encodeURIComponent(conversationId)}/messages?${query}`;
  return call(api, { method: "GET", path, answer: messagePage });
}
