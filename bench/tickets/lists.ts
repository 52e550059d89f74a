/** (a) Pages and counts of tickets over a small and a great number of them, in SQLite in memory: the statements of the product. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { drizzle } from "drizzle-orm/d1";
import { COUNTED, LIST_PRINCIPALS, LIST_QUERIES } from "#bench/tickets/queries";
import { NOW_MS, PAGE_OF_IDS, worldSql } from "#bench/tickets/world";
import type { Database } from "#domain/database";
import { explainedBeside } from "#domain/tickets/lines/beside";
import { explainedCount, explainedTickets } from "#domain/tickets/list";

const PAGE = 50;
const ROUNDS = 300;
const WARM_UP = 30;

export interface ListFigure {
  readonly name: string;
  /** Of one page or count, in microseconds, over the small world and the great one. */
  readonly medianUs: readonly [number, number];
}

interface Asked {
  readonly name: string;
  readonly sql: string;
  readonly params: readonly unknown[];
}

export function measureLists([small, great]: readonly [number, number]): ListFigure[] {
  const [few, many] = [worldOf(small), worldOf(great)];
  return statements().map(({ name, sql, params }) => {
    const asked = [few, many].map((db) => db.prepare(sql));
    const times: [number[], number[]] = [[], []];
    // In turns, so that whatever else the machine does meets both.
    for (let round = -WARM_UP; round < ROUNDS; round += 1)
      asked.forEach((statement, index) => {
        const tookUs = timed(statement, params);
        if (round >= 0) times[index === 0 ? 0 : 1].push(tookUs);
      });
    return { name, medianUs: [median(times[0]), median(times[1])] };
  });
}

function statements(): Asked[] {
  const db = builder();
  const pages = LIST_QUERIES.map(({ name, by, list, after }) => ({
    name,
    ...explainedTickets(db, LIST_PRINCIPALS[by], list, PAGE, NOW_MS, after),
  }));
  const counts = COUNTED.map((view) => ({
    name: `count of ${view}`,
    ...explainedCount(db, LIST_PRINCIPALS.agent, view, NOW_MS),
  }));
  const [names, subs] = explainedBeside(db, PAGE_OF_IDS, PAGE_OF_IDS);
  return [
    ...pages,
    ...counts,
    { name: "names of a page's customers", ...names },
    { name: "sub-tickets of a page", ...subs },
  ];
}

/** Only builds statements: its connection is never used. */
function builder(): Database {
  const unused = (): never => {
    throw new Error("the figures ask SQLite themselves");
  };
  const connection = { prepare: unused, batch: unused, exec: unused, dump: unused, withSession: unused };
  return drizzle(connection);
}

function worldOf(size: number): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  const folder = join(import.meta.dirname, "../../migrations");
  for (const file of readdirSync(folder).sort())
    if (file.endsWith(".sql")) db.exec(readFileSync(join(folder, file), "utf8"));
  for (const statement of worldSql(size)) db.exec(statement);
  return db;
}

function timed(statement: StatementSync, params: readonly unknown[]): number {
  const values = params.map((value) => (typeof value === "number" || typeof value === "string" ? value : null));
  const began = process.hrtime.bigint();
  statement.all(...values);
  return Number(process.hrtime.bigint() - began) / 1_000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
