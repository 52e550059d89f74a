/** Tells the feeds of those whom it concerns what happened to a refund, as ticket and staff stand at this moment. */
import { agentAddress } from "#actors/addresses";
import { database } from "#domain/database";
import type { D1Effect } from "#domain/delivery/d1-outbox";
import { listAccounts } from "#domain/identity/store";
import { approversOf } from "#domain/refunds/told";
import { ticketFacts } from "#domain/tickets/origin";
import type { Environment } from "#worker/environment";

type RefundNews = Extract<D1Effect, { kind: "refund.told" }>["payload"];

/** Idempotent. An erased ticket calls for nobody. */
export async function tellOfRefund(env: Environment, news: RefundNews): Promise<void> {
  const db = database(env.DB);
  const { ticketId, refundId, status, askedBy, atMs } = news;
  const ticket = await ticketFacts(db, ticketId);
  if (ticket === undefined) return;
  const { number, inboxId, teamId } = ticket;
  const isAsked = status === "asked";
  const told = isAsked ? approversOf({ inboxId, teamId, askedBy }, await listAccounts(db)) : [askedBy];
  const alert = {
    ...{ ticketId, number, inboxId, key: `refund.${refundId}.${status}` },
    cause: isAsked ? ("refundAsked" as const) : ("refundDecided" as const),
    // Nothing is due: the times of an alert are when it was told.
    kind: "resolution" as const,
    dueAtMs: atMs,
    to: isAsked ? ("supervisor" as const) : ("agent" as const),
  };
  await Promise.all(told.map((agentId) => agentAddress(env, agentId).ticketAlerted(alert)));
}
