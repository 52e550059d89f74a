/** The SQL of who takes part in a conversation. */
import { bytes, type Cell, type Row } from "#actors/conversation/cells";
import type { SenderType } from "#protocol/constants";

export interface ParticipantRecord {
  readonly id: string;
  readonly type: SenderType;
  readonly sealedName: Uint8Array;
  readonly deliveredSeq: number;
  readonly readSeq: number;
}

export class ParticipantStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  participants(): ParticipantRecord[] {
    return this.#sql.exec<Row>("SELECT * FROM participants").toArray().map(toParticipant);
  }

  saveParticipant(record: ParticipantRecord): void {
    this.#sql.exec(
      `INSERT INTO participants (id, type, sealed_name, delivered_seq, read_seq) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET sealed_name = excluded.sealed_name, delivered_seq = excluded.delivered_seq,
         read_seq = excluded.read_seq`,
      record.id,
      record.type,
      record.sealedName,
      record.deliveredSeq,
      record.readSeq,
    );
  }
}

function toParticipant(row: Row): ParticipantRecord {
  return {
    id: String(row.id),
    type: toSenderType(row.type),
    sealedName: bytes(row.sealed_name),
    deliveredSeq: Number(row.delivered_seq),
    readSeq: Number(row.read_seq),
  };
}

function toSenderType(cell: Cell | undefined): SenderType {
  return cell === "contact" || cell === "agent" || cell === "bot" ? cell : "system";
}
