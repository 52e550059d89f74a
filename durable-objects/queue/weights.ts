/** How much of an agent's capacity work takes, as D1 had it when it was last set. */
import { type WorkWeights, workWeights } from "#protocol/http-work-weights";

/** Migration text. The load of an agent to the hundredth of a place: null where an earlier release wrote it down. */
export const WEIGHTS_MIGRATION = `
  CREATE TABLE work_weights (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    value TEXT NOT NULL
  ) STRICT;
  ALTER TABLE agents ADD COLUMN load_hundredths INTEGER;
`;

export class Weights {
  readonly #sql: SqlStorage;
  #known: WorkWeights | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Undefined until it was read from D1: whoever is told of changes only has to begin with what there is. */
  get current(): WorkWeights | undefined {
    this.#known ??= this.#read();
    return this.#known;
  }

  set(weights: WorkWeights): void {
    this.#known = weights;
    this.#sql.exec("INSERT OR REPLACE INTO work_weights (one, value) VALUES (1, ?)", JSON.stringify(weights));
  }

  #read(): WorkWeights | undefined {
    const [row] = this.#sql.exec<{ value: string }>("SELECT value FROM work_weights").toArray();
    return row === undefined ? undefined : workWeights.safeParse(JSON.parse(row.value)).data;
  }
}
