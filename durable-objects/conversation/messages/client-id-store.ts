/** The SQL of what clients call their messages. */
import type { Row } from "#actors/conversation/cells";

export interface ClientIdRecord {
  readonly senderId: string;
  readonly clientId: string;
  readonly seq: number;
}

export class ClientIdStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Of the messages after the last {@link moveClientIds}. */
  newestClientIds(): ClientIdRecord[] {
    return this.#sql
      .exec<Row>(
        `SELECT sender_id, client_id, seq FROM messages
         WHERE seq > (SELECT client_ids_moved_seq FROM conversation) AND client_id IS NOT NULL`,
      )
      .toArray()
      .map((row) => ({ senderId: String(row.sender_id), clientId: String(row.client_id), seq: Number(row.seq) }));
  }

  /** @returns the seq of the sender's message with this `clientId`, if it was moved already */
  movedClientId(senderId: string, clientId: string): number | undefined {
    return this.#sql
      .exec<{ seq: number }>("SELECT seq FROM client_ids WHERE sender_id = ? AND client_id = ?", senderId, clientId)
      .toArray()[0]?.seq;
  }

  /** Moves the newest up to this seq to where they are found by {@link movedClientId}. */
  moveClientIds(upToSeq: number): void {
    this.#sql.exec(
      `INSERT INTO client_ids SELECT sender_id, client_id, seq FROM messages
       WHERE seq > (SELECT client_ids_moved_seq FROM conversation) AND seq <= ? AND client_id IS NOT NULL`,
      upToSeq,
    );
    this.#sql.exec("UPDATE conversation SET client_ids_moved_seq = ?", upToSeq);
  }
}
