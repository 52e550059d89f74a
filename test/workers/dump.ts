/** Everything that an actor or the database keeps, row by row, as it rests. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";

type Cell = string | number | null | Uint8Array;
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;

const TABLES =
  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY name";

/** By table; only those named, or all of them. */
export function dumpActor(stub: DurableObjectStub, only?: readonly string[]): Promise<Rows> {
  return runInDurableObject(stub, (_actor, { storage: { sql } }) => {
    const names = sql.exec<{ name: string }>(TABLES).toArray();
    const chosen = names.map(({ name }) => name).filter((name) => only?.includes(name) ?? true);
    return Object.fromEntries(
      chosen.map((name) => {
        const rows = sql.exec<Record<string, SqlStorageValue>>(`SELECT * FROM "${name}"`).toArray();
        return [name, rows.map(withBytes)];
      }),
    );
  });
}

export async function dumpDatabase(): Promise<Rows> {
  const tables = await env.DB.prepare(TABLES).all<{ name: string }>();
  const dumped = tables.results.map(async ({ name }) => {
    const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all<
      Record<string, number[] | SqlStorageValue>
    >();
    return [name, results.map(withBytes)] as const;
  });
  return Object.fromEntries(await Promise.all(dumped));
}

/** D1 hands blobs over as arrays of numbers, an actor's storage as buffers. */
function withBytes(row: Record<string, number[] | SqlStorageValue>): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const isBlob = Array.isArray(value) || value instanceof ArrayBuffer;
      return [column, isBlob ? Uint8Array.from(new Uint8Array(value)) : value];
    }),
  );
}
