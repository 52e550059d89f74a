/**
 * A shop's tickets for the figures of lists, as SQL: so much work is open as people can have open, whatever the number of
 * tickets that are done with. Numbers decide who has which, so that every size has the same few in the same places.
 */
export const OPEN_TICKETS = 400;
export const AGENTS = 40;
export const TEAMS = 8;
const TICKETS_A_CUSTOMER = 5;
const FOLLOWED = 30;
export const NOW_MS = 1_800_000_000_000;
const MINUTE_MS = 60_000;

const idOf = (index: string) => `printf('%08x-0000-7000-8000-%012x', ${index}, ${index})`;
const wordOf = (index: string, words: readonly string[]) =>
  `CASE ${index} % ${words.length} ${words.map((word, at) => `WHEN ${at} THEN '${word}'`).join(" ")} END`;

/** A page of tickets that every size has, and their customers: what stands beside them in a list is asked of these. */
export const PAGE_OF_IDS = Array.from({ length: 50 }, (_, at) => {
  const hex = (digits: number) => at.toString(16).padStart(digits, "0");
  return `${hex(8)}-0000-7000-8000-${hex(12)}`;
});
/** Under each of that page. */
const SUBS = 3;

/** @returns the id of the customer whose tickets are asked for, as {@link worldSql} makes them */
export function customerId(): string {
  return "00000003-0000-7000-8000-000000000003";
}

/** @param size how many tickets; a multiple of {@link OPEN_TICKETS} */
export function worldSql(size: number): string[] {
  const every = Math.max(1, Math.floor(size / OPEN_TICKETS));
  const isOpen = `i % ${every} = 0`;
  // Of the open ones each its own number, so that what is asked of them does not hang on the size.
  const k = `(CASE WHEN ${isOpen} THEN i / ${every} ELSE i * 7 + 3 END)`;
  const status = `CASE WHEN ${isOpen} THEN ${wordOf(k, ["new", "open", "open", "waiting_customer", "waiting_third_party"])}
    ELSE ${wordOf("i", ["closed", "closed", "closed", "resolved"])} END`;
  const dueAtMs = `CASE WHEN ${isOpen} AND ${k} % 2 = 0 THEN ${NOW_MS} + (${k} - 60) * ${10 * MINUTE_MS} END`;
  const atMs = `${NOW_MS} - (${size} - i) * ${MINUTE_MS}`;
  return [
    `INSERT INTO tickets (id, number, version, type, status, priority, source, channel, inbox_id, team_id, assignee_id,
       contact_id, sla_due_at_ms, order_ids, sealed_content, created_by, client_id, created_at_ms, updated_at_ms)
     WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${size - 1})
     SELECT ${idOf("i")}, 1001 + i, 1, ${wordOf(k, ["after_sales", "enquiry", "complaint", "suggestion", "enquiry"])},
       ${status}, CASE ${k} % 20 WHEN 0 THEN 3 WHEN 7 THEN 2 WHEN 13 THEN 2 WHEN 16 THEN 0 ELSE 1 END, 'blank', 'other',
       'web', 'team-' || (${k} % ${TEAMS}),
       CASE WHEN ${isOpen} AND ${k} % 4 = 1 THEN NULL ELSE 'agent-' || (${k} % ${AGENTS}) END,
       ${idOf(`i % ${Math.max(1, Math.floor(size / TICKETS_A_CUSTOMER))}`)}, ${dueAtMs}, '[]', zeroblob(400),
       'agent-' || (${k} % ${AGENTS}), 'c' || i, ${atMs}, ${atMs}
     FROM n`,
    `INSERT INTO data_keys (kind, subject_id, key_id, wrapped, created_at_ms)
     SELECT 'ticket', id, 'k1', zeroblob(60), created_at_ms FROM tickets`,
    `INSERT INTO contacts (id, inbox_id, revision, sealed_name, created_at_ms)
     SELECT DISTINCT contact_id, 'web', 1, zeroblob(40), 0 FROM tickets`,
    `INSERT INTO data_keys (kind, subject_id, key_id, wrapped, created_at_ms)
     SELECT 'contact', id, 'k1', zeroblob(60), created_at_ms FROM contacts`,
    `UPDATE tickets SET parent_id = ${idOf(`((number - 1001) % ${PAGE_OF_IDS.length})`)}
     WHERE number BETWEEN ${1_001 + PAGE_OF_IDS.length} AND ${1_000 + PAGE_OF_IDS.length * (SUBS + 1)}`,
    `INSERT INTO ticket_followers (agent_id, ticket_id)
     WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${FOLLOWED - 1})
     SELECT 'agent-2', ${idOf(`(i * ${Math.floor(size / FOLLOWED)})`)} FROM n`,
  ];
}
