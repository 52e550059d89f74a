/** Hand decoders of what staff are told of a customer; `contact-answers.test.ts` holds them equal to `#protocol/http-contacts`. */
import { LOCALES } from "#protocol/constants";
import type { ContactProfile, RevealedField, RevealedMessage } from "#protocol/http-contacts";
import { conversationRow } from "./conversation-nouns.ts";
import { array, boolean, type Decoder, object, oneOf, string } from "./decoder.ts";
import { id, instant, slug } from "./nouns.ts";

const field = object({ text: string }, { masked: oneOf(true) });

export const contactProfile: Decoder<ContactProfile> = object(
  {
    id,
    inboxId: slug,
    verified: boolean,
    detailsVerified: object({ name: boolean, email: boolean }),
    firstSeenAt: instant,
    conversations: array(conversationRow),
  },
  { name: field, email: field, identifier: field, locale: oneOf(...LOCALES) },
);
export const revealedMessage: Decoder<RevealedMessage> = object({ content: string });
export const revealedField: Decoder<RevealedField> = object({
  field: oneOf("name", "email", "identifier"),
  text: string,
});
