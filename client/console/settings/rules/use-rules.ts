/** The shop's rules as the console reads, checks, tries and saves them: all of them together. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { rulesWords } from "#client/i18n/console-rules.ts";
import { ApiError } from "#client/lib/api.ts";
import { checkRules, readRules, saveRules, tryRules } from "#client/lib/rules-api.ts";
import type { RoutingRule, RoutingRules } from "#protocol/http-rules";
import { MAX_TRIAL_CONVERSATIONS, MAX_TRIAL_TICKETS, type RuleKind } from "#protocol/rule-constants";

export const rulesQuery = queryOptions({ queryKey: ["rules"], queryFn: () => readRules(api) });

/** What is wrong with them, as the server sees it. */
export function useFlaws(rules: readonly RoutingRule[]) {
  const check = useQuery({
    queryKey: ["rules", "check", rules],
    queryFn: () => checkRules(api, rules),
    placeholderData: (before) => before,
  });
  return check.data ?? [];
}

export function useSaveRules(onSaved: () => void) {
  const { t } = useWordsOf(rulesWords);
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (set: RoutingRules) => saveRules(api, set),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: rulesQuery.queryKey, exact: true });
      notify.done(t("rules.saved"));
      onSaved();
    },
    onError(error) {
      if (isSignedOut(error)) return;
      const reason = error instanceof ApiError ? error.reason : undefined;
      if (reason === "changed_meanwhile") {
        notify.problem(t("rules.refused.changed"));
        void queries.invalidateQueries({ queryKey: rulesQuery.queryKey, exact: true }).then(onSaved);
      } else notify.problem(t(reason === "rules_unsound" ? "rules.refused.unsound" : "rules.refused.other"));
    },
  });
}

export function useTrial() {
  return useMutation({
    mutationFn: ({ rules, on }: { rules: readonly RoutingRule[]; on: RuleKind }) =>
      tryRules(api, { rules, on, last: on === "ticket" ? MAX_TRIAL_TICKETS : MAX_TRIAL_CONVERSATIONS }),
  });
}
