/** Saves the limits: shown at once, and what there is now if it was refused. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { refundSettingsQuery, refusalOf } from "#client/console/refunds/use-refunds.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { refundWords } from "#client/i18n/console-refunds.ts";
import { saveRefundSettings } from "#client/lib/refund-api.ts";
import type { RefundSettings } from "#protocol/http-refunds";

export function useSaveLimits({ version }: RefundSettings) {
  const { t } = useWordsOf(refundWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const { queryKey } = refundSettingsQuery;
  return useMutation({
    mutationFn: (limits: RefundSettings["limits"]) => saveRefundSettings(api, { version, limits }),
    scope: { id: "refund-settings" },
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved);
      notify.done(t("refundSettings.saved"));
    },
    onError: (error) => {
      const refusal = refusalOf(error);
      // Said beside the field.
      if (refusal === "amount_unsound") return;
      void queries.invalidateQueries({ queryKey });
      if (isSignedOut(error)) return;
      notify.problem(t(refusal === "changed_meanwhile" ? "refundSettings.changed" : "refundSettings.refused"));
    },
  });
}
