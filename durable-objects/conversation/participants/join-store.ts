/** The SQL of guests who became part of a verified contact. */
import { type ParticipantRecord, ParticipantStore } from "#actors/conversation/participants/store";

export class JoinStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** For a conversation that has not begun: whoever begins it as the one does so as the other. */
  noteJoin(fromId: string, toId: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO joins (from_id, to_id) VALUES (?, ?)", fromId, toId);
  }

  /** @returns whom this contact became part of, as far as was noted */
  joinedInto(contactId: string): string | undefined {
    return this.#sql.exec<{ to_id: string }>("SELECT to_id FROM joins WHERE from_id = ?", contactId).toArray()[0]
      ?.to_id;
  }

  /** The contact is part of another one now: everything of theirs is that one's, under the name that is given. */
  joinContact(fromId: string, to: ParticipantRecord, changedSeq: number): void {
    this.#sql.exec("UPDATE conversation SET contact_id = ?, contact_verified = 1, changed_seq = ?", to.id, changedSeq);
    this.#sql.exec("UPDATE messages SET sender_id = ? WHERE sender_id = ?", to.id, fromId);
    this.#sql.exec("UPDATE client_ids SET sender_id = ? WHERE sender_id = ?", to.id, fromId);
    this.#sql.exec("DELETE FROM participants WHERE id = ?", fromId);
    new ParticipantStore(this.#sql).saveParticipant(to);
  }
}
