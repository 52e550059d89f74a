/** However many tickets there are: a page and a count read no more rows, by D1's own account. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { COUNTED, LIST_PRINCIPALS, LIST_QUERIES } from "#bench/tickets/queries";
import { NOW_MS, PAGE_OF_IDS, worldSql } from "#bench/tickets/world";
import { database } from "#domain/database";
import { explainedBeside } from "#domain/tickets/lines/beside";
import { explainedCount, explainedTickets } from "#domain/tickets/list";

const [SMALL, GREAT] = [1_000, 20_000];
const PAGE = 50;
/** Of any of them: a page of fifty, their keys, and what is passed over on the way. */
const MAX_ROWS = 2_000;
/** What is open is as much in both; a few rows more or less are where pages happen to end. */
const MAX_MORE = 1.3;

async function world(size: number): Promise<void> {
  const tables = ["tickets", "contacts", "data_keys", "ticket_followers"];
  await env.DB.batch([
    ...tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
    ...worldSql(size).map((sql) => env.DB.prepare(sql)),
  ]);
}

async function rowsRead(): Promise<Map<string, number>> {
  const db = database(env.DB);
  const read = new Map<string, number>();
  const ask = async (name: string, { sql, params }: { sql: string; params: unknown[] }) => {
    const { meta } = await env.DB.prepare(sql)
      .bind(...params)
      .all();
    read.set(name, meta.rows_read);
  };
  for (const { name, by, list, after } of LIST_QUERIES)
    await ask(name, explainedTickets(db, LIST_PRINCIPALS[by], list, PAGE, NOW_MS, after));
  for (const view of COUNTED) await ask(`count of ${view}`, explainedCount(db, LIST_PRINCIPALS.agent, view, NOW_MS));
  const [names, subs] = explainedBeside(db, PAGE_OF_IDS, PAGE_OF_IDS);
  await ask("names of a page's customers", names);
  await ask("sub-tickets of a page", subs);
  return read;
}

it("lists and their counts read as few rows of many tickets as of a few", async () => {
  await world(SMALL);
  const few = await rowsRead();
  await world(GREAT);
  const many = await rowsRead();
  const grown = [...many].flatMap(([name, rows]) => {
    const before = few.get(name) ?? 0;
    return rows > before * MAX_MORE + 10 ? [`${name}: ${before} of ${SMALL}, ${rows} of ${GREAT}`] : [];
  });
  expect(grown).toEqual([]);
  expect(Math.max(...many.values())).toBeLessThan(MAX_ROWS);
}, 60_000);
