/** The SQL of how far a customer's words were looked at. */
import type { Row } from "#actors/conversation/cells";

export class LookStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Up to which change. */
  lookedAtSeq(): number {
    return Number(this.#sql.exec<Row>("SELECT looked_at_seq FROM conversation").one().looked_at_seq);
  }

  /** What was said up to here is past. */
  lookedAt(seq: number): void {
    this.#sql.exec("UPDATE conversation SET looked_at_seq = max(looked_at_seq, ?)", seq);
  }
}
