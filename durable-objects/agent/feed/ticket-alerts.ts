/** Tickets that are overdue, or about to be, or of which a refund tells, until the agent opens them: ids and times. */
import type { z } from "zod";
import {
  ESCALATION_LEVELS,
  REFUND_ALERT_CAUSES,
  type RefundAlertCause,
  TICKET_ALERT_CAUSES,
  TICKET_DUE_KINDS,
  type TicketAlertCause,
} from "#protocol/constants";
import type { feedRefundAlert, feedTicketAlert } from "#protocol/frames";

/** Migration text of the table; put it into the actor's list. */
export const TICKET_ALERTS_MIGRATION = `
  CREATE TABLE ticket_alerts (
    ticket_id TEXT NOT NULL,
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    cause TEXT NOT NULL,
    kind TEXT NOT NULL,
    due_at_ms INTEGER NOT NULL,
    level TEXT NOT NULL,
    told_at_ms INTEGER NOT NULL,
    PRIMARY KEY (ticket_id, key)
  ) STRICT, WITHOUT ROWID;
`;

export type KeptTicketAlert = Omit<z.infer<typeof feedTicketAlert>, "type" | "cause"> & {
  readonly cause: TicketAlertCause;
};

/** As the feed tells it: of refunds in frames of their own. */
export function ticketAlertFrame({ cause, ...alert }: KeptTicketAlert) {
  return isOfRefund(cause)
    ? ({ type: "refund.alert", ...alert, cause } satisfies z.infer<typeof feedRefundAlert>)
    : ({ type: "ticket.alert", ...alert, cause } satisfies z.infer<typeof feedTicketAlert>);
}

function isOfRefund(cause: TicketAlertCause): cause is RefundAlertCause {
  return REFUND_ALERT_CAUSES.some((each) => each === cause);
}

type AlertRow = {
  ticket_id: string;
  key: string;
  number: number;
  cause: string;
  kind: string;
  due_at_ms: number;
  level: string;
};

/** More would say no more than that there are many. */
const MAX_TOLD = 50;
/** What was overdue yesterday is no news. */
const KEPT_MS = 24 * 60 * 60_000;

export class TicketAlerts {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @returns whether it is new */
  add({ ticketId, key, number, cause, kind, dueAtMs, to }: KeptTicketAlert, nowMs: number): boolean {
    this.#sql.exec("DELETE FROM ticket_alerts WHERE told_at_ms < ?", nowMs - KEPT_MS);
    const { rowsWritten } = this.#sql.exec(
      `INSERT INTO ticket_alerts (ticket_id, key, number, cause, kind, due_at_ms, level, told_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      ...[ticketId, key, number, cause, kind, dueAtMs, to, nowMs],
    );
    return rowsWritten > 0;
  }

  seen(ticketId: string): void {
    this.#sql.exec("DELETE FROM ticket_alerts WHERE ticket_id = ?", ticketId);
  }

  /** As a snapshot tells them. */
  all() {
    const kept = this.#kept();
    return {
      ticketAlerts: kept.flatMap(({ cause, ...alert }) => (isOfRefund(cause) ? [] : [{ ...alert, cause }])),
      refundAlerts: kept.flatMap(({ cause, ...alert }) => (isOfRefund(cause) ? [{ ...alert, cause }] : [])),
    };
  }

  #kept(): KeptTicketAlert[] {
    return this.#sql
      .exec<AlertRow>("SELECT * FROM ticket_alerts ORDER BY told_at_ms DESC, ticket_id, key LIMIT ?", MAX_TOLD)
      .toArray()
      .flatMap(({ ticket_id: ticketId, key, number, due_at_ms: dueAtMs, ...row }) => {
        const cause = TICKET_ALERT_CAUSES.find((each) => each === row.cause);
        const kind = TICKET_DUE_KINDS.find((each) => each === row.kind);
        const to = ESCALATION_LEVELS.find((each) => each === row.level);
        if (cause === undefined || kind === undefined || to === undefined) return [];
        return [{ ticketId, key, number, cause, kind, dueAtMs, to }];
      });
  }
}
