/** Which conversations an agent's sign-ins have open, so that ending a session can close their sockets too. */

/** Sessions last seven days; after this an ended one cannot come back. */
const REMEMBER_ENDED_MS = 8 * 24 * 60 * 60 * 1_000;

export class OpenSessions {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  hasEnded(sessionId: string): boolean {
    return this.#sql.exec("SELECT 1 FROM ended_sessions WHERE session_id = ?", sessionId).toArray().length > 0;
  }

  opened(conversationId: string, sessionId: string): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO open_sockets (conversation_id, session_id) VALUES (?, ?)",
      conversationId,
      sessionId,
    );
  }

  closed(conversationId: string, sessionId: string): void {
    this.#sql.exec("DELETE FROM open_sockets WHERE conversation_id = ? AND session_id = ?", conversationId, sessionId);
  }

  /** Remembers that the session is over. @returns the conversations that it has open */
  end(sessionId: string, nowMs: number): string[] {
    this.#sql.exec("DELETE FROM ended_sessions WHERE ended_at_ms < ?", nowMs - REMEMBER_ENDED_MS);
    this.#sql.exec("INSERT OR IGNORE INTO ended_sessions (session_id, ended_at_ms) VALUES (?, ?)", sessionId, nowMs);
    const open = this.#sql
      .exec<{ conversation_id: string }>("SELECT conversation_id FROM open_sockets WHERE session_id = ?", sessionId)
      .toArray();
    this.#sql.exec("DELETE FROM open_sockets WHERE session_id = ?", sessionId);
    return open.map((row) => row.conversation_id);
  }

  /** @returns the conversations that any session has open; the caller closes them */
  all(): string[] {
    return this.#sql
      .exec<{ conversation_id: string }>("SELECT DISTINCT conversation_id FROM open_sockets")
      .toArray()
      .map((row) => row.conversation_id);
  }
}
