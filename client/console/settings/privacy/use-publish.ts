import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { privacySettingsQuery } from "#client/console/privacy/queries.ts";
import { wordPrivacyRefusal } from "#client/console/privacy/refused.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { privacyWords } from "#client/i18n/console-privacy.ts";
import { publishConsentText } from "#client/lib/privacy-api.ts";
import type { ConsentPurpose } from "#protocol/constants";
import type { ConsentText, ConsentTexts } from "#protocol/http-privacy";

export interface NextVersion {
  readonly purpose: ConsentPurpose;
  /** The newest that was on the screen. */
  readonly basedOnVersion: number;
  /** Absent: it is asked no more. */
  readonly texts?: ConsentTexts;
}

/** Publishes the next version of a consent text. */
export function usePublish(inboxId: string, onDone: (published: ConsentText) => void) {
  const { t } = useWordsOf(privacyWords);
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (next: NextVersion) => publishConsentText(api, inboxId, next),
    onSuccess: onDone,
    onError: (error) => notify.problem(wordPrivacyRefusal(error, t)),
    onSettled: () => queries.invalidateQueries({ queryKey: privacySettingsQuery.queryKey }),
  });
}
