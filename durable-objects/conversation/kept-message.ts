/** What is kept of a message that somebody sends. */
import type { NewMessage } from "#actors/conversation/room";
import { ok, type Result, refuse } from "#domain/failures";
import { maskText } from "#domain/privacy/masking";
import { readProductCard } from "#protocol/product-card";

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
