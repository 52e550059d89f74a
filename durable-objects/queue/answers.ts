/**
 * Assigned conversations of this team that wait for an answer: what lies too long is taken back. The queue alone knows the
 * team's time for it, and hears of every assignment; whether the customer was answered the conversation knows, and decides.
 */

interface AnswerDue {
  readonly conversationId: string;
  readonly epoch: number;
  readonly agentId: string;
}

type DueRow = { conversation_id: string; epoch: number; agent_id: string };

export class Answers {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Somebody has it since this epoch; told again, the first time counts. */
  expect({ conversationId, epoch, agentId }: AnswerDue, dueAtMs: number): void {
    this.#sql.exec(
      `INSERT INTO answers_due (conversation_id, epoch, agent_id, due_at_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (conversation_id) DO UPDATE SET epoch = excluded.epoch, agent_id = excluded.agent_id,
         due_at_ms = excluded.due_at_ms WHERE epoch < excluded.epoch`,
      conversationId,
      epoch,
      agentId,
      dueAtMs,
    );
  }

  /** Nobody has it here at this epoch, and nothing is expected. */
  forget(conversationId: string, epoch: number): void {
    this.#sql.exec("DELETE FROM answers_due WHERE conversation_id = ? AND epoch <= ?", conversationId, epoch);
  }

  forgetAll(): void {
    this.#sql.exec("DELETE FROM answers_due");
  }

  due(nowMs: number, limit: number): AnswerDue[] {
    return this.#sql
      .exec<DueRow>("SELECT * FROM answers_due WHERE due_at_ms <= ? ORDER BY due_at_ms LIMIT ?", nowMs, limit)
      .toArray()
      .map((row) => ({ conversationId: row.conversation_id, epoch: row.epoch, agentId: row.agent_id }));
  }

  nextDueAtMs(): number | undefined {
    const { at } = this.#sql.exec<{ at: number | null }>("SELECT min(due_at_ms) AS at FROM answers_due").one();
    return at ?? undefined;
  }
}
