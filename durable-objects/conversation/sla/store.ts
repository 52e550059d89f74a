/** The SQL of a conversation's service level: ids and times, nothing of what anybody wrote. */
import type { Row } from "#actors/conversation/cells";
import { type SlaCourse, slaCourse } from "#domain/sla/course";
import type { ConversationSla } from "#protocol/vocabulary";

/** How the service level stands, and up to which message it was looked at. */
export interface SlaStanding {
  readonly course: SlaCourse;
  readonly settledSeq: number;
}

export class SlaStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @returns undefined as long as no policy was for it */
  load(): SlaStanding | undefined {
    const row = this.#sql.exec<Row>("SELECT settled_seq, course FROM sla").toArray()[0];
    if (row === undefined) return undefined;
    return { settledSeq: Number(row.settled_seq), course: slaCourse.parse(JSON.parse(String(row.course))) };
  }

  save({ course, settledSeq }: SlaStanding, shown: ConversationSla | undefined): void {
    this.#sql.exec(
      `INSERT INTO sla (one, settled_seq, course, shown) VALUES (1, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET settled_seq = excluded.settled_seq, course = excluded.course, shown = excluded.shown`,
      settledSeq,
      JSON.stringify(course),
      shown === undefined ? null : JSON.stringify(shown),
    );
  }
}
