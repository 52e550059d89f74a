/** Says that the time has come for what was promised. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { showOnDesktop } from "#client/console/notify/desktop.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { followUpWords } from "#client/i18n/console-follow-ups.ts";
import { dueFollowUpQuery } from "./due-query.ts";

export default function FollowUpBell(): null {
  const { t } = useWordsOf(followUpWords);
  const notify = useNotify();
  const navigate = useNavigate();
  const { data: due } = useQuery(dueFollowUpQuery);
  const told = useRef<string>(undefined);
  useEffect(() => {
    if (due === undefined || due === null) return;
    const key = `follow-up:${due.id}:${due.dueAtMs}`;
    if (told.current === key) return;
    told.current = key;
    const open = () =>
      void (due.subject === "ticket"
        ? navigate({ to: "/tickets/$ticketId", params: { ticketId: due.subjectId } })
        : navigate({ to: "/inbox/$view/$conversationId", params: { view: "all", conversationId: due.subjectId } }));
    if (document.visibilityState === "visible") notify.offer(t("followUp.due"), t("followUp.open"), open, "clock");
    else showOnDesktop(t("followUp.due"), t(`followUp.${due.subject}`), key, open);
  }, [due, navigate, notify, t]);
  return null;
}
