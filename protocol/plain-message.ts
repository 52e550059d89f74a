/**
 * The frame that nearly every frame is: a text and nothing else. Read by hand, which spares a message some microseconds of
 * about 300; whatever is not exactly this is left to the schema, and a property test holds both equal.
 */
import { MAX_CLIENT_ID_CHARS, MAX_TEXT_CHARS } from "#protocol/constants";
import type { ConversationClientFrame } from "#protocol/frames";
import { CLIENT_ID_PATTERN, isReadable } from "#protocol/vocabulary";

const KEYS = 4;

/** @returns the frame as `conversationClientFrame` gives it, or undefined if only that can say what it is */
export function readPlainMessage(json: unknown): ConversationClientFrame | undefined {
  if (typeof json !== "object" || json === null || !("type" in json) || json.type !== "message.send") return undefined;
  if (!("clientId" in json && "contentType" in json && "content" in json)) return undefined;
  const { clientId, contentType, content } = json;
  if (contentType !== "text" || typeof clientId !== "string" || typeof content !== "string") return undefined;
  if (clientId.length > MAX_CLIENT_ID_CHARS || !CLIENT_ID_PATTERN.test(clientId)) return undefined;
  if (content.length > MAX_TEXT_CHARS || !isReadable(content) || Object.keys(json).length !== KEYS) return undefined;
  return { type: "message.send", clientId, contentType, content };
}
