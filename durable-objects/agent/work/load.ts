/** What an agent has on their hands altogether, conversations and tickets, leased or held, in places. */
import { toPlaces } from "#domain/routing/weights/weights";

export function loadIn(sql: SqlStorage): number {
  const { n } = sql
    .exec<{ n: number }>(
      `SELECT (SELECT coalesce(sum(hundredths), 0) FROM slots)
        + (SELECT coalesce(sum(hundredths), 0) FROM ticket_slots) AS n`,
    )
    .one();
  return toPlaces(n);
}
