/** How this queue's team hands out its work, as D1 had it when it was last set. */
import { DEFAULT_POLICY, type TeamPolicy } from "#domain/routing/policy";
import { type TeamRouting, teamRouting } from "#protocol/http-routing";

export class Policy {
  readonly #sql: SqlStorage;
  #known: TeamPolicy | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  get current(): TeamPolicy {
    this.#known ??= this.#read();
    return this.#known;
  }

  /** @param routing undefined where nothing is set (any more) */
  set(routing: TeamRouting | undefined): void {
    this.#known = undefined;
    if (routing === undefined) this.#sql.exec("DELETE FROM policy");
    else this.#sql.exec("INSERT OR REPLACE INTO policy (one, value) VALUES (1, ?)", JSON.stringify(routing));
  }

  #read(): TeamPolicy {
    const [row] = this.#sql.exec<{ value: string }>("SELECT value FROM policy").toArray();
    return row === undefined ? DEFAULT_POLICY : teamRouting.parse(JSON.parse(row.value));
  }
}
