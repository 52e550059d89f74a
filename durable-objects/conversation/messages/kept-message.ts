/** A message as somebody sends it, and what is kept of it. */
import { ok, type Result, refuse } from "#domain/failures";
import { maskText } from "#domain/privacy/masking";
import type { ContentType } from "#protocol/constants";
import { readProductCard } from "#protocol/product-card";

export interface NewMessage {
  readonly clientId: string | undefined;
  /** Absent: words. */
  readonly contentType?: ContentType | undefined;
  readonly content: string;
  readonly private: boolean;
  readonly replyTo?: string | undefined;
  readonly attachmentIds?: readonly string[] | undefined;
  /** Of a note: ids of the agents whom it names. */
  readonly mentions?: readonly string[] | undefined;
}

/**
 * A product has to be a card, of which nothing is kept but what a card has; it is no note. A note is kept without the phone
 * numbers and the like that are in it: nobody asked the customer whether they may be written down.
 */
export function keptMessage(message: NewMessage): Result<NewMessage> {
  if (message.contentType === "product") {
    const card = message.private ? undefined : readProductCard(message.content);
    return card === undefined ? refuse("malformed") : ok({ ...message, content: JSON.stringify(card) });
  }
  return ok(message.private ? { ...message, content: maskText(message.content).text } : message);
}
