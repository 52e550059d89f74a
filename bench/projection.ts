/** Reads Edgedesk's D1 from its file, after the server has stopped, to see what the index really says. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";

const rows = z.array(z.object({ id: z.string(), last_seq: z.int(), projected_seq: z.int() }));

function openIndex(stateDir: string): DatabaseSync {
  for (const entry of readdirSync(stateDir, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".sqlite") || !entry.parentPath.includes("d1")) continue;
    const database = new DatabaseSync(join(entry.parentPath, entry.name));
    const tables = database
      .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'conversations'")
      .all();
    if (tables.length > 0) return database;
    database.close();
  }
  throw new Error(`no D1 with conversations under ${stateDir}`);
}

/**
 * Proves that the index shows every actor's last change.
 * @param lastSeqs by conversation, as the actors themselves said
 * @returns how many rows were compared; throws if one is behind or missing
 */
export function proveProjection(stateDir: string, lastSeqs: Readonly<Record<string, number>>): number {
  const database = openIndex(stateDir);
  const indexed = new Map(
    rows
      .parse(database.prepare("SELECT id, last_seq, projected_seq FROM conversations").all())
      .map((row) => [row.id, row] as const),
  );
  database.close();
  for (const [id, lastSeq] of Object.entries(lastSeqs)) {
    const row = indexed.get(id);
    if (row === undefined || row.projected_seq < lastSeq || row.last_seq < lastSeq) {
      throw new Error(`conversation ${id}: its actor is at ${lastSeq}, D1 shows ${row?.projected_seq ?? "nothing"}`);
    }
  }
  return Object.keys(lastSeqs).length;
}
