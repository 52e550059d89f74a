/** Why something about a ticket was refused, in words that say what to do next. */
import type { useWordsOf } from "#client/console/words.tsx";
import type { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";

type Translate = ReturnType<typeof useWordsOf<(typeof ticketDeskWords)["en"]>>["t"];

const KNOWN = [
  "changed_meanwhile",
  "wrong_status",
  "subs_unfinished",
  "refund_undecided",
  "fields_missing",
  "reason_wanted",
  "agent_out_of_scope",
  "tier_unserved",
  "not_mergeable",
  "not_found",
] as const;

export function wordTicketRefusal(reason: string | undefined, t: Translate): string {
  const known = KNOWN.find((each) => each === reason);
  return known === undefined ? t("ticketDesk.refusal.other") : t(`ticketDesk.refusal.${known}`);
}
