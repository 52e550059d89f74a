/**
 * Which conversations an agent's sign-ins have open, so that ending a session can close their sockets too. A crash tells
 * nobody that a socket closed, so each is forgotten when its own time is up: it is closed then anyway.
 */

/** Sessions last seven days; after this an ended one cannot come back, nor a socket of one be open. */
const LONGEST_SESSION_MS = 8 * 24 * 60 * 60 * 1_000;

export class OpenSessions {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  hasEnded(sessionId: string): boolean {
    return this.#sql.exec("SELECT 1 FROM ended_sessions WHERE session_id = ?", sessionId).toArray().length > 0;
  }

  /** @param expiresAtMs when the socket is closed at the latest; absent if an earlier release told of it */
  opened(conversationId: string, sessionId: string, expiresAtMs: number | undefined, nowMs: number): void {
    this.#forgetExpired(nowMs);
    // The session may have been prolonged since an earlier socket of it; the last of them counts.
    this.#sql.exec(
      `INSERT INTO open_sockets (conversation_id, session_id, expires_at_ms) VALUES (?, ?, ?)
       ON CONFLICT (conversation_id, session_id) DO UPDATE SET expires_at_ms = excluded.expires_at_ms
       WHERE expires_at_ms IS NULL OR expires_at_ms < excluded.expires_at_ms`,
      conversationId,
      sessionId,
      expiresAtMs ?? null,
    );
  }

  closed(conversationId: string, sessionId: string): void {
    this.#sql.exec("DELETE FROM open_sockets WHERE conversation_id = ? AND session_id = ?", conversationId, sessionId);
  }

  /** The conversation is no more, and every socket of it is closed. */
  forget(conversationId: string): void {
    this.#sql.exec("DELETE FROM open_sockets WHERE conversation_id = ?", conversationId);
  }

  /** Remembers that the session is over. @returns the conversations that it has open */
  end(sessionId: string, nowMs: number): string[] {
    this.#sql.exec("DELETE FROM ended_sessions WHERE ended_at_ms < ?", nowMs - LONGEST_SESSION_MS);
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

  /** With each new one, so that there are never more than were opened while a session lasts. */
  #forgetExpired(nowMs: number): void {
    const latestMs = nowMs + LONGEST_SESSION_MS;
    this.#sql.exec("UPDATE open_sockets SET expires_at_ms = ? WHERE expires_at_ms IS NULL", latestMs);
    this.#sql.exec("DELETE FROM open_sockets WHERE expires_at_ms <= ?", nowMs);
  }
}
