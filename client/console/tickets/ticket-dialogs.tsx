import { Menu } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useMay } from "#client/console/session/me.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketMergeWords } from "#client/i18n/console-ticket-merge.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import type { useTicketWork } from "./use-ticket.ts";

// Forms that most visits never open.
const MergeDialog = lazy(() => import("./merge-dialog.tsx").then((part) => ({ default: part.MergeDialog })));
const SplitDialog = lazy(() => import("./split-dialog.tsx").then((part) => ({ default: part.SplitDialog })));

export type OpenDialog = "merge" | "split" | undefined;

/** What can be made of a ticket: part of another one, or two. */
export function MergeItems({ ticket, onOpen }: { ticket: ShownTicket; onOpen: (dialog: OpenDialog) => void }) {
  const { t } = useWordsOf(ticketMergeWords);
  const mayCreate = useMay("ticket.create");
  // Nobody could say that two of nobody are about the same.
  const hasCustomer = ticket.contactId !== undefined;
  const isFinished = ticket.status === "resolved" || ticket.status === "closed";
  return (
    <>
      {ticket.status !== "closed" && hasCustomer && (
        <Menu.Item onClick={() => onOpen("merge")} data-testid="ticket-merge">
          {t("ticketMerge.menu")}
        </Menu.Item>
      )}
      {!isFinished && mayCreate && (
        <Menu.Item onClick={() => onOpen("split")} data-testid="ticket-split">
          {t("ticketSplit.menu")}
        </Menu.Item>
      )}
    </>
  );
}

export interface TicketDialogsProps {
  readonly open: OpenDialog;
  readonly ticket: ShownTicket;
  readonly work: ReturnType<typeof useTicketWork>["work"];
  readonly onClose: () => void;
}

export function TicketDialogs({ open, ticket, work, onClose }: TicketDialogsProps) {
  return (
    <Suspense>
      {open === "merge" && <MergeDialog ticket={ticket} work={work} onClose={onClose} />}
      {open === "split" && <SplitDialog ticket={ticket} onClose={onClose} />}
    </Suspense>
  );
}
