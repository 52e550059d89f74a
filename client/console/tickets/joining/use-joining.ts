/** Before a ticket is made of a conversation: whether its customer has one already that may be about the same. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketJoiningWords } from "#client/i18n/console-ticket-joining.ts";
import { noteTicket } from "#client/lib/ticket-api.ts";
import { findSameTrouble } from "#client/lib/ticket-joining-api.ts";
import { MAX_TEXT_CHARS } from "#protocol/constants";
import type { SameTrouble } from "#protocol/http-ticket-joining";

interface Written {
  readonly clientId: string;
  readonly subject: string;
  readonly description: string;
}

export function useJoining(conversationId: string | undefined, onJoined: () => void) {
  const { t } = useWordsOf(ticketJoiningWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const [other, setOther] = useState<SameTrouble["items"][number]>();
  const [isSettled, setSettled] = useState(conversationId === undefined);
  const joining = useMutation({
    mutationFn: async ({ clientId, subject, description }: Written) => {
      if (other === undefined) return;
      const text = `${subject.trim()}\n${description.trim()}`.trim().slice(0, MAX_TEXT_CHARS);
      await noteTicket(api, other.id, { clientId, text, mentions: [], conversationId });
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["tickets"] });
      if (other !== undefined) notify.done(t("joining.joined", { number: other.number }));
      onJoined();
    },
    onError: () => notify.problem(t("joining.failed")),
  });
  return {
    other: isSettled ? undefined : other,
    isSettled,
    isPending: joining.isPending,
    settle: () => setSettled(true),
    join: (written: Written) => joining.mutate(written),
    /** A failure keeps nobody from making a ticket. */
    async look(asked: { readonly type: string; readonly subject: string; readonly orderIds: readonly string[] }) {
      if (conversationId === undefined) return undefined;
      try {
        const { items } = await findSameTrouble(api, { conversationId, ...asked });
        setOther(items[0]);
        return items[0];
      } catch {
        return undefined;
      }
    },
  };
}
