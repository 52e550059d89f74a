/** One inbox as it is set up, with what was changed on this page laid over it until it is saved. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import { readInbox, saveInbox } from "#client/lib/inbox-settings-api.ts";
import type { InboxSettingsAnswer } from "#protocol/http-inbox-settings";
import { wordInboxRefusal } from "./refused.ts";

/** What a tab may change; `undefined` takes an optional one away. */
export type InboxPatch = {
  readonly [Name in Exclude<keyof InboxSettingsAnswer, "id" | "version">]?: InboxSettingsAnswer[Name];
};

export interface InboxDraft {
  /** As it would be saved. */
  readonly inbox: InboxSettingsAnswer;
  /** As it is saved. */
  readonly saved: InboxSettingsAnswer;
  readonly change: (patch: InboxPatch) => void;
}

export function inboxQuery(inboxId: string) {
  return queryOptions({ queryKey: ["inboxes", "one", inboxId], queryFn: () => readInbox(api, inboxId) });
}

export function useInbox(inboxId: string) {
  const { t } = useWordsOf(inboxesWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const query = useQuery(inboxQuery(inboxId));
  const [patch, setPatch] = useState<InboxPatch>({});
  const saved = query.data;
  const inbox = saved === undefined ? undefined : { ...saved, ...patch };
  const isDirty = JSON.stringify(inbox) !== JSON.stringify(saved);
  const saving = useMutation({
    mutationFn({ id, ...body }: InboxSettingsAnswer) {
      return saveInbox(api, id, body);
    },
    onSuccess(answer) {
      queries.setQueryData(inboxQuery(inboxId).queryKey, answer);
      setPatch({});
      notify.done(t("inboxes.saved"));
    },
    onError(error) {
      if (!isSignedOut(error)) notify.problem(wordInboxRefusal(error, t));
    },
    // Of a lost race too: what others set is shown, with what was changed here on top.
    onSettled: () => queries.invalidateQueries({ queryKey: ["inboxes"] }),
  });
  return {
    query,
    draft: inbox !== undefined && saved !== undefined ? { inbox, saved, change } : undefined,
    isDirty,
    isSaving: saving.isPending,
    save: () => inbox !== undefined && saving.mutate(inbox),
    discard: () => setPatch({}),
  };

  function change(more: InboxPatch): void {
    setPatch((before) => ({ ...before, ...more }));
  }
}
