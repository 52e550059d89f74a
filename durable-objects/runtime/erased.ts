/**
 * Conversations that an actor was told are no more. News of them may still be on its way by another path, and must not
 * bring them back; after a day there is none left that could.
 */

/** Migration text of the table that {@link Erased} needs; put it into the actor's list. */
export const ERASED_MIGRATION = `
  CREATE TABLE erased (conversation_id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

const KEPT_MS = 24 * 60 * 60 * 1_000;

export class Erased {
  readonly #sql: SqlStorage;
  /** Read on first use: lists ask with each row that changes. */
  #ids: Set<string> | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  has(conversationId: string): boolean {
    return this.#known().has(conversationId);
  }

  add(conversationId: string, nowMs: number): void {
    this.#sql.exec("DELETE FROM erased WHERE at_ms < ?", nowMs - KEPT_MS);
    this.#sql.exec("INSERT OR IGNORE INTO erased (conversation_id, at_ms) VALUES (?, ?)", conversationId, nowMs);
    this.#known().add(conversationId);
  }

  #known(): Set<string> {
    this.#ids ??= new Set(
      this.#sql
        .exec<{ conversation_id: string }>("SELECT conversation_id FROM erased")
        .toArray()
        .map((row) => row.conversation_id),
    );
    return this.#ids;
  }
}
