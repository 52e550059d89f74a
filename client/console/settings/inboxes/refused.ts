import type { inboxesWords } from "#client/i18n/console-inboxes.ts";
import type { Translate } from "#client/i18n/translate.ts";
import { ApiError } from "#client/lib/api.ts";

type InboxesTranslate = Translate<(typeof inboxesWords)["en"]>;

/** What became of a change of an inbox that was refused. */
export function wordInboxRefusal(error: Error, t: InboxesTranslate): string {
  if (!(error instanceof ApiError)) return t("inboxes.problem");
  switch (error.reason) {
    case "changed_meanwhile":
      return t("inboxes.problem.changed");
    case "hours_unsound":
      return t("inboxes.problem.hours");
    case "team_unknown":
      return t("inboxes.problem.team");
    case "name_taken":
      return t("inboxes.id.taken");
    case "in_use":
      return t("general.delete.used");
    case "malformed":
      return t("inboxes.problem.wrong");
    default:
      return t("inboxes.problem");
  }
}
