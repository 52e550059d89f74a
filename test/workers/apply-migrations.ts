/** Every test file in workerd begins with the migrated, empty database and without actors, in a runtime that files share. */
import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { inject, vi } from "vitest";

const MOST_RESETS = 20;

async function countTables(): Promise<number> {
  const counted = env.DB.prepare("SELECT count(*) AS tables FROM sqlite_master WHERE name NOT GLOB '_cf_*'");
  return (await counted.first<number>("tables")) ?? 0;
}

vi.useRealTimers();
await reset();
// What the file before had under way may bring something back to life while it is deleted: so twice, and until all is gone.
let resets = 1;
do {
  if (resets >= MOST_RESETS) throw new Error("the database of the file before does not go");
  await reset();
  resets += 1;
} while ((await countTables()) > 0);
// In one go: seventeen by themselves, each with a note of its own, are many ways to the database and back.
const queries = inject("migrations").flatMap((migration) => migration.queries);
await env.DB.batch(queries.map((query) => env.DB.prepare(query)));
