/** However much others promised: whose promises are looked for reads no more rows, by D1's own account. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { database } from "#domain/database";
import { explainedFollowUps } from "#domain/followups/store";
import { staff } from "#test/workers/principals";

const UNTIL_MS = 1_000_000;
/** Own promises, and what the agent has. */
const OWN = 20;

async function others(many: number): Promise<void> {
  const numbers = (count: number) =>
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT`;
  const promises = (who: string, count: number) =>
    `INSERT INTO follow_ups (id, agent_id, subject, subject_id, inbox_id, team_id, due_at_ms, version, client_id)
     ${numbers(count)} '${who}' || i, '${who}', 'ticket', '${who}-' || i, 'web', 'support', i, 1, 'c' || i FROM n`;
  await env.DB.batch(
    [
      "DELETE FROM follow_ups",
      "DELETE FROM data_keys",
      promises("own", OWN),
      promises("other", many),
      `INSERT INTO data_keys (kind, subject_id, key_id, wrapped, created_at_ms)
       SELECT 'ticket', subject_id, 'k', x'00', 1 FROM follow_ups`,
    ].map((sql) => env.DB.prepare(sql)),
  );
}

async function rowsRead(role: "agent" | "supervisor"): Promise<number> {
  const { sql, params } = explainedFollowUps(database(env.DB), staff("own", { role }), ["gone"], UNTIL_MS);
  const { meta, results } = await env.DB.prepare(sql)
    .bind(...params)
    .all();
  expect(results).toHaveLength(OWN);
  return meta.rows_read;
}

it.each(["agent", "supervisor"] as const)("of an %s", async (role) => {
  await others(100);
  const few = await rowsRead(role);
  await others(10_000);
  expect(await rowsRead(role)).toBeLessThanOrEqual(few);
  expect(few).toBeLessThan(OWN * 10);
});
