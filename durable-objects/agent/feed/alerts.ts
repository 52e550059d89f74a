/** Service levels that are overdue, or about to be, until the agent opens the conversation: ids and times. */
import type { z } from "zod";
import { ALERT_CAUSES, ESCALATION_LEVELS, SLA_KINDS } from "#protocol/constants";
import type { feedAlert } from "#protocol/frames";

export type KeptAlert = Omit<z.infer<typeof feedAlert>, "type">;

type AlertRow = { conversation_id: string; key: string; cause: string; kind: string; due_at_ms: number; level: string };

/** More would say no more than that there are many. */
const MAX_TOLD = 50;
/** What was overdue yesterday is no news. */
const KEPT_MS = 24 * 60 * 60_000;

export class Alerts {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @returns whether it is new */
  add({ conversationId, key, cause, kind, dueAtMs, to }: KeptAlert, nowMs: number): boolean {
    this.#sql.exec("DELETE FROM alerts WHERE told_at_ms < ?", nowMs - KEPT_MS);
    const { rowsWritten } = this.#sql.exec(
      `INSERT INTO alerts (conversation_id, key, cause, kind, due_at_ms, level, told_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      ...[conversationId, key, cause, kind, dueAtMs, to, nowMs],
    );
    return rowsWritten > 0;
  }

  seen(conversationId: string): void {
    this.#sql.exec("DELETE FROM alerts WHERE conversation_id = ?", conversationId);
  }

  /** As a snapshot tells them. */
  all(): KeptAlert[] {
    return this.#sql
      .exec<AlertRow>("SELECT * FROM alerts ORDER BY told_at_ms DESC, conversation_id, key LIMIT ?", MAX_TOLD)
      .toArray()
      .flatMap((row) => {
        const cause = ALERT_CAUSES.find((each) => each === row.cause);
        const kind = SLA_KINDS.find((each) => each === row.kind);
        const to = ESCALATION_LEVELS.find((each) => each === row.level);
        if (cause === undefined || kind === undefined || to === undefined) return [];
        return [{ conversationId: row.conversation_id, key: row.key, cause, kind, dueAtMs: row.due_at_ms, to }];
      });
  }
}
