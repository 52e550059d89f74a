/** A `system` message in the reader's words. */

import type { IconName } from "#client/console/theme/icon.tsx";
import type { Translate } from "#client/console/words.tsx";
import { decodeActivity } from "#client/lib/nouns.ts";
import type { Activity } from "#protocol/vocabulary";

export const ACTIVITY_ICONS: Record<Activity["key"], IconName> = {
  "conversation.assigned": "person",
  "conversation.unassigned": "people",
  "conversation.transferred": "transfer",
  "conversation.snoozed": "clock",
  "conversation.woken": "clock",
  "conversation.resolved": "check",
  "conversation.reopened": "reopen",
};

/**
 * @param content JSON of an `Activity`
 * @param nameOf gives the name of an agent or a team for an id, and whatever is no known id back as it is
 */
export function wordActivity(
  content: string,
  nameOf: (idOrName: string) => string,
  t: Translate,
): { icon: IconName; text: string } {
  const activity = decodeActivity(content);
  if (activity === undefined) return { icon: "more", text: t("activity.unknown") };
  const what = wordWhat(activity, nameOf, t);
  const text = activity.reason === undefined ? what : t("activity.reason", { what, reason: activity.reason });
  return { icon: ACTIVITY_ICONS[activity.key], text };
}

function wordWhat(activity: Activity, nameOf: (idOrName: string) => string, t: Translate): string {
  const somebody = t("activity.somebody");
  const by = activity.by === undefined ? undefined : nameOf(activity.by);
  const to = activity.to === undefined ? undefined : nameOf(activity.to);
  switch (activity.key) {
    case "conversation.assigned":
      if (by === undefined || by === to) return t("activity.assigned", { to: to ?? somebody });
      return t("activity.assignedBy", { by, to: to ?? somebody });
    case "conversation.unassigned":
      return by === undefined ? t("activity.unassigned") : t("activity.unassignedFrom", { by });
    case "conversation.transferred":
      return t("activity.transferred", { by: by ?? somebody, to: to ?? somebody });
    case "conversation.snoozed":
      return t("activity.snoozed", { by: by ?? somebody });
    case "conversation.woken":
      return t("activity.woken");
    case "conversation.resolved":
      return t("activity.resolved", { by: by ?? somebody });
    case "conversation.reopened":
      return by === undefined ? t("activity.reopenedByItself") : t("activity.reopened", { by });
  }
}
