/** The SQL of who handed a conversation on to a line of support last: who asks again, the answer being lost, finds it done. */
import { optionalText, type Row } from "#actors/conversation/cells";

export interface HandedOn {
  readonly byId: string;
  readonly supportTier: number;
  /** Which began with it: at a later one it moved on. */
  readonly epoch: number;
}

export class HandedOnStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  last(): HandedOn | undefined {
    const row = this.#sql.exec<Row>("SELECT handed_on_by, handed_on_tier, handed_on_epoch FROM conversation").one();
    const byId = optionalText(row.handed_on_by);
    if (byId === undefined) return undefined;
    return { byId, supportTier: Number(row.handed_on_tier), epoch: Number(row.handed_on_epoch) };
  }

  keep({ byId, supportTier, epoch }: HandedOn): void {
    this.#sql.exec(
      "UPDATE conversation SET handed_on_by = ?, handed_on_tier = ?, handed_on_epoch = ?",
      byId,
      supportTier,
      epoch,
    );
  }
}
