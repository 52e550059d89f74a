import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { NotProven, useProven } from "#client/console/settings/security/use-proven.tsx";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { endSessionsOf, resetSecondFactor, settleAccount } from "#client/lib/people-api.ts";
import type { Proof } from "#client/lib/security-api.ts";
import type { AccountRow } from "#protocol/http-accounts";
import { peopleChanged } from "./people-queries.ts";
import { wordRefusal } from "./people-words.ts";

export type PersonChange = "suspend" | "restore" | "signOut" | "resetFactor";

const DONE = {
  suspend: "people.suspended.done",
  restore: "people.restored.done",
  signOut: "people.signOut.done",
  resetFactor: "people.resetFactor.done",
} as const satisfies Record<PersonChange, string>;

/**
 * Changes of somebody's account that are one press of a button.
 * @param onEnd when what asked for it may go: once it is done, or before it may ask for a proof, as there is one dialog at a time
 */
export function usePersonChange({ id, name, version }: AccountRow, onEnd: () => void) {
  const { t } = useWordsOf(peopleWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const proven = useProven();
  const changing = useMutation({
    mutationFn(what: PersonChange) {
      if (what === "signOut") return endSessionsOf(api, id);
      if (what !== "resetFactor") return settleAccount(api, id, what, version);
      onEnd();
      return proven.run((proof: Proof) => resetSecondFactor(api, id, version, proof));
    },
    onSuccess: (_, what) => {
      onEnd();
      notify.done(t(DONE[what], { name }));
    },
    onError: (error) => {
      if (!(error instanceof NotProven)) notify.problem(wordRefusal(error, t));
    },
    onSettled: () => peopleChanged(queries),
  });
  return { changing, proofDialog: proven.dialog };
}
