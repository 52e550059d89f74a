/** What is left of a conversation that was erased, or that is about to be. */

export class Tombstone {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @returns undefined as long as the conversation is neither erased nor claimed for it */
  read(): { readonly conversationId: string; readonly isErased: boolean } | undefined {
    const [row] = this.#sql
      .exec<{ conversation_id: string; erased_at_ms: number | null }>("SELECT * FROM tombstone")
      .toArray();
    return row && { conversationId: row.conversation_id, isErased: row.erased_at_ms !== null };
  }

  claim(conversationId: string, nowMs: number): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO tombstone (one, conversation_id, claimed_at_ms) VALUES (1, ?, ?)",
      conversationId,
      nowMs,
    );
  }

  erased(nowMs: number): void {
    this.#sql.exec("UPDATE tombstone SET erased_at_ms = ?", nowMs);
  }
}
