/** However many tickets there are, a page walks an index in its order and sorts nothing. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { database } from "#domain/database";
import { explainedTickets } from "#domain/tickets/list";
import { PRIORITIES, TICKET_SORTS } from "#protocol/constants";
import { staff } from "#test/workers/principals";

const agent = staff("a", { role: "agent", teamIds: ["support"], inboxIds: ["web"] });
const lead = staff("b", { role: "supervisor" });
const NO_FILTERS = {};
const cases = [agent, lead].flatMap((principal) => [
  ...(["mine", "unassigned", "team", "overdue", "all"] as const).map((view) => ({
    principal,
    view,
    filters: NO_FILTERS,
  })),
  ...TICKET_SORTS.map((sort) => ({ principal, view: "all" as const, filters: { sort } })),
  ...PRIORITIES.map((priority) => ({
    principal,
    view: "all" as const,
    filters: { priority, sort: "priority" as const },
  })),
]);

it.each(cases)("$principal.role $view $filters", async ({ principal, view, filters }) => {
  const { sql, params } = explainedTickets(database(env.DB), principal, { view, filters }, 50, 1_000);
  const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...params)
    .all<{ detail: string }>();
  const steps = plan.results.map(({ detail }) => detail).join("\n");
  expect(steps).toMatch(/tickets USING (COVERING )?INDEX/);
  expect(steps).not.toMatch(/TEMP B-TREE|MULTI-INDEX/);
});
