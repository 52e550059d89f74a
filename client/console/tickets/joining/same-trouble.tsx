import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketJoiningWords } from "#client/i18n/console-ticket-joining.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { joinInto, sameTroubleAs } from "#client/lib/ticket-joining-api.ts";
import type { SameTrouble } from "#protocol/http-ticket-joining";
import classes from "./joining.module.css";
import { OrdersCompared } from "./orders-compared.tsx";

const WHOLE_LIST = { view: "all" } as const;

/** On the page of a ticket that its customer made: another one may be about the same, and takes it. */
export function SameTroubleHint({ ticket }: { ticket: ShownTicket }) {
  const { t } = useWordsOf(ticketJoiningWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const mayChange = useMay("ticket.change");
  const isAsked = ticket.source === "customer" && ticket.status !== "resolved" && ticket.status !== "closed";
  const same = useQuery({
    queryKey: ["tickets", "same-trouble", ticket.id, ticket.version],
    queryFn: () => sameTroubleAs(api, ticket.id),
    enabled: isAsked,
  });
  const joining = useMutation({
    mutationFn: (other: SameTrouble["items"][number]) => joinInto(api, ticket, other.id),
    onSuccess: (_, { number }) => notify.done(t("joining.merged", { number })),
    onError: () => notify.problem(t("joining.failed")),
    onSettled: () => queries.invalidateQueries({ queryKey: ["tickets"] }),
  });
  const [other] = isAsked ? (same.data?.items ?? []) : [];
  if (other === undefined) return null;
  return (
    <div className={classes.hint} role="status" data-testid="same-trouble">
      <span className={classes.what}>
        <Link to="/tickets/$ticketId" params={{ ticketId: other.id }} search={WHOLE_LIST}>
          {t("joining.may", { number: other.number })}
        </Link>
        {other.subject !== undefined && ` · ${other.subject}`}
        <OrdersCompared contactId={ticket.contactId} mine={ticket.orderIds} theirs={other.orderIds} />
      </span>
      {mayChange && (
        <Button loading={joining.isPending} onClick={() => joining.mutate(other)} data-testid="same-trouble-merge">
          {t("joining.merge", { number: other.number })}
        </Button>
      )}
    </div>
  );
}

/** In the dialog that makes a ticket: add what was written to the one that there is, or make another one all the same. */
export function JoiningOffer(props: {
  other: SameTrouble["items"][number];
  contactId: string | undefined;
  orderIds: readonly string[];
  isPending: boolean;
  onJoin: () => void;
  onAnew: () => void;
}) {
  const { other, isPending, onJoin, onAnew } = props;
  const { t } = useWordsOf(ticketJoiningWords);
  return (
    <div className={classes.hint} role="alert" data-testid="joining-offer">
      <span className={classes.what}>
        {t("joining.may", { number: other.number })}
        {other.subject !== undefined && ` · ${other.subject}`}
        <OrdersCompared contactId={props.contactId} mine={props.orderIds} theirs={other.orderIds} />
      </span>
      <Button loading={isPending} onClick={onJoin} data-testid="joining-join">
        {t("joining.join")}
      </Button>
      <Button variant="subtle" onClick={onAnew} data-testid="joining-anew">
        {t("joining.anew")}
      </Button>
    </div>
  );
}
