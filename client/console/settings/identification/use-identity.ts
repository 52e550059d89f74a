/** The inboxes, and a secret for as long as somebody looks at it: it is kept in no cache. */
import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { NotProven, useProven } from "#client/console/settings/security/use-proven.tsx";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { identificationWords } from "#client/i18n/console-identification.ts";
import { ApiError } from "#client/lib/api.ts";
import { inboxes, revealIdentitySecret, rotateIdentitySecret } from "#client/lib/inboxes-api.ts";
import type { IdentitySecret } from "#protocol/http-inboxes";

export const inboxesQuery = queryOptions({ queryKey: ["inboxes", "list"], queryFn: () => inboxes(api) });

export function useInboxes() {
  return useQuery(inboxesQuery);
}

export function useIdentitySecret(inboxId: string) {
  const { t } = useWordsOf(identificationWords);
  const notify = useNotify();
  const { run, dialog } = useProven();
  const [shown, setShown] = useState<IdentitySecret>();
  const onError = (error: Error) => {
    if (error instanceof NotProven || isSignedOut(error)) return;
    const isChanged = error instanceof ApiError && error.reason === "changed_meanwhile";
    notify.problem(t(isChanged ? "identification.changed" : "identification.problem"));
  };
  const reveal = useMutation({
    mutationFn: () => run((proof) => revealIdentitySecret(api, inboxId, proof)),
    onSuccess: setShown,
    onError,
    gcTime: 0,
  });
  const rotate = useMutation({
    mutationFn: (endsPrevious: boolean) => run((proof) => rotateIdentitySecret(api, inboxId, endsPrevious, proof)),
    onSuccess(made) {
      setShown(made);
      notify.done(t("identification.rotated"));
    },
    onError,
    gcTime: 0,
  });
  function hide() {
    setShown(undefined);
    // A mutation keeps what it answered.
    reveal.reset();
    rotate.reset();
  }
  return { shown, reveal, rotate, hide, dialog };
}
