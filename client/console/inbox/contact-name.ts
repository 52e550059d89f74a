import { shortCode } from "#client/console/format/identity.ts";
import type { Translate } from "#client/console/words.tsx";
import type { Conversation } from "#protocol/vocabulary";

/** The customer's name, or for one who has not said it a word by which they can be told from another. */
export function contactNameOf(conversation: Pick<Conversation, "contactId">, name: string | undefined, t: Translate) {
  return name === undefined || name === "" ? t("row.guest", { code: shortCode(conversation.contactId) }) : name;
}
