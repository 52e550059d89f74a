/** A `system` message in the reader's words. */

import { wordSigns } from "#client/console/exceptions/signs.ts";
import type { IconName } from "#client/console/theme/icon.tsx";
import type { Translate } from "#client/console/words.tsx";
import { decodeActivity } from "#client/lib/conversation-nouns.ts";
import { EXCEPTION_KINDS, type ExceptionKind, PRIORITIES, SLA_KINDS } from "#protocol/constants";
import type { Activity } from "#protocol/vocabulary";

export const ACTIVITY_ICONS: Record<Activity["key"], IconName> = {
  "conversation.assigned": "person",
  "conversation.unassigned": "people",
  "conversation.transferred": "transfer",
  "conversation.snoozed": "clock",
  "conversation.woken": "clock",
  "conversation.resolved": "check",
  "conversation.reopened": "reopen",
  "conversation.labelled": "tag",
  "conversation.prioritised": "flag",
  "conversation.flagged": "warn",
  "conversation.unflagged": "check",
  "sla.breached": "warn",
  "sla.urged": "warn",
  "sla.escalated": "warn",
  "closing.answered": "chat",
  "closing.reopened": "reopen",
  "rule.applied": "sliders",
  "rule.ticket": "sliders",
};

export interface ActivityNames {
  /** Of an agent or a team for an id; whatever is no known id comes back as it is. */
  readonly nameOf: (idOrName: string) => string;
  /** Undefined for one that was deleted. */
  readonly labelNameOf: (id: string) => string | undefined;
  /** Of a closing note; absent where they are not known yet. */
  readonly categoryNameOf?: (id: string) => string;
}

/** @param content JSON of an `Activity` */
export function wordActivity(content: string, names: ActivityNames, t: Translate): { icon: IconName; text: string } {
  const activity = decodeActivity(content);
  if (activity === undefined) return { icon: "more", text: t("activity.unknown") };
  const what = wordWhat(activity, names, t);
  const text = activity.reason === undefined ? what : t("activity.reason", { what, reason: activity.reason });
  return { icon: ACTIVITY_ICONS[activity.key], text };
}

function wordWhat(activity: Activity, names: ActivityNames, t: Translate): string {
  const { nameOf } = names;
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
      if (activity.by === "system") return t("activity.ruledTo", { to: to ?? somebody });
      if (by === undefined) return t("activity.overflowed", { to: to ?? somebody });
      return t("activity.transferred", { by, to: lineOf(activity, to ?? somebody, t) });
    case "conversation.snoozed":
      return t("activity.snoozed", { by: by ?? somebody });
    case "conversation.woken":
      return t("activity.woken");
    case "conversation.resolved": {
      const who = by ?? somebody;
      if (activity.category === undefined) return t("activity.resolved", { by: who });
      return t("activity.resolvedAs", {
        by: who,
        category: names.categoryNameOf?.(activity.category) ?? activity.category,
      });
    }
    case "conversation.reopened":
      return by === undefined ? t("activity.reopenedByItself") : t("activity.reopened", { by });
    case "conversation.labelled":
      return wordLabels(activity, by ?? t("activity.shop"), names, t);
    case "conversation.prioritised": {
      const priority = PRIORITIES.find((each) => each === activity.to) ?? "normal";
      const said = t(`priority.${priority}`);
      if (by === undefined || activity.by === "system") return t("activity.prioritisedByItself", { priority: said });
      return t("activity.prioritised", { by, priority: said });
    }
    case "conversation.flagged":
      return wordFlag(activity, by, t);
    case "conversation.unflagged":
      return t("activity.unflagged", { by: by ?? somebody, kind: t(`exception.${kindOf(activity)}`) });
    case "closing.answered":
      return wordAnswer(activity, t);
    case "closing.reopened":
      return to === undefined ? t("activity.closingReopened") : t("activity.closingReopenedTo", { to });
    case "sla.breached":
      return t(`activity.breached.${SLA_KINDS.find((kind) => kind === activity.to) ?? "nextResponse"}`);
    case "sla.urged":
      return t("activity.urged");
    case "rule.applied":
      return t("activity.rule", { rule: activity.to ?? "" });
    case "rule.ticket":
      return t("activity.ruleTicket", { ticket: activity.to ?? "" });
    case "sla.escalated":
      return t(`activity.escalated.${activity.to === "qa" ? "qa" : "supervisor"}`);
  }
}

/** Where it went by a line of support, that and the team of it that took it. */
function lineOf({ supportTier }: Activity, team: string, t: Translate): string {
  return supportTier === undefined ? team : t(`tier.to.${supportTier}`, { team });
}

function wordAnswer({ satisfied = false, rating }: Activity, t: Translate): string {
  const what = t(satisfied ? "activity.settled" : "activity.notSettled");
  return rating === undefined ? what : t("activity.rated", { what, stars: String(rating) });
}

function kindOf({ to }: Activity): ExceptionKind {
  return EXCEPTION_KINDS.find((kind) => kind === to) ?? "anger";
}

/** Who set it, or what of the customer's words gave it away. */
function wordFlag(activity: Activity, by: string | undefined, t: Translate): string {
  const kind = t(`exception.${kindOf(activity)}`);
  if (by !== undefined) return t("activity.flagged", { by, kind });
  const signs = wordSigns(activity.signs, t);
  return signs === "" ? t("activity.flaggedByItself", { kind }) : t("activity.flaggedBySigns", { kind, signs });
}

function wordLabels(
  { added = [], removed = [] }: Activity,
  by: string,
  { labelNameOf }: ActivityNames,
  t: Translate,
): string {
  const list = (ids: readonly string[]) =>
    ids.map((id) => labelNameOf(id) ?? t("activity.labelGone")).join(t("activity.and"));
  if (removed.length === 0) return t("activity.labelled", { by, added: list(added) });
  if (added.length === 0) return t("activity.unlabelled", { by, removed: list(removed) });
  return t("activity.relabelled", { by, added: list(added), removed: list(removed) });
}
