/** Calendars and service levels as their pages read and change them. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useOrder } from "#client/console/settings/use-order.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { slaWords } from "#client/i18n/console-sla.ts";
import { ApiError } from "#client/lib/api.ts";
import {
  calendars,
  deleteCalendar,
  deleteSlaPolicy,
  orderSlaPolicies,
  saveCalendar,
  saveSlaPolicy,
  slaPolicies,
} from "#client/lib/sla-api.ts";
import type { Calendar, CalendarContent, SlaPolicy, SlaPolicyContent } from "#protocol/http-sla";

type SlaTranslate = ReturnType<typeof useWordsOf<(typeof slaWords)["en"]>>["t"];

export const calendarsQuery = queryOptions({ queryKey: ["sla", "calendars"], queryFn: () => calendars(api) });
export const policiesQuery = queryOptions({ queryKey: ["sla", "policies"], queryFn: () => slaPolicies(api) });

/** @param calendar the one that is changed; absent: a new one */
export function useSaveCalendar(calendar: Calendar | undefined) {
  return useChange("sla.done", (content: CalendarContent) => saveCalendar(api, calendar, content));
}

export function useDeleteCalendar() {
  return useChange("sla.deleted", (calendar: Calendar) => deleteCalendar(api, calendar));
}

/** @param policy the one that is changed; absent: a new one */
export function useSavePolicy(policy: SlaPolicy | undefined) {
  return useChange("sla.done", (content: SlaPolicyContent) => saveSlaPolicy(api, policy, content));
}

export function useDeletePolicy() {
  return useChange("sla.deleted", (policy: SlaPolicy) => deleteSlaPolicy(api, policy));
}

export function useOrderPolicies() {
  const { t } = useWordsOf(slaWords);
  return useOrder<SlaPolicy>({
    queryKey: policiesQuery.queryKey,
    save: (ids) => orderSlaPolicies(api, ids),
    wordRefusal: (error) => wordSlaRefusal(error, t),
  });
}

function useChange<Wanted>(done: "sla.done" | "sla.deleted", change: (wanted: Wanted) => Promise<unknown>) {
  const { t } = useWordsOf(slaWords);
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => notify.done(t(done)),
    onError: (error) => {
      if (!isSignedOut(error)) notify.problem(wordSlaRefusal(error, t));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["sla"] }),
  });
}

function wordSlaRefusal(error: Error, t: SlaTranslate): string {
  switch (error instanceof ApiError ? error.reason : undefined) {
    case "changed_meanwhile":
      return t("sla.refused.changed");
    case "calendar_in_use":
      return t("sla.refused.inUse");
    case "calendar_unknown":
      return t("sla.refused.calendar");
    case "hours_unsound":
      return t("sla.refused.hours");
    case "too_many":
      return t("sla.refused.many");
    default:
      return t("sla.refused.other");
  }
}
