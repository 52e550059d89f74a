/** Hands an alert to the feeds of those whom its level means, as the staff stands at this moment. */
import { z } from "zod";
import { agentAddress } from "#actors/addresses";
import { database } from "#domain/database";
import { listAccounts } from "#domain/identity/store";
import { maySee } from "#domain/routing/rules";
import { type Escalated, toldAt } from "#domain/sla/escalation";
import { ALERT_CAUSES, ESCALATION_LEVELS, SLA_KINDS } from "#protocol/constants";

/** As it rests in the outbox. */
export const alertPayload = z.object({
  /** The same for the same news: nobody is told twice. */
  key: z.string(),
  cause: z.enum(ALERT_CAUSES),
  kind: z.enum(SLA_KINDS),
  dueAtMs: z.int(),
  to: z.enum(ESCALATION_LEVELS),
  /** Whom alone it is for; absent: all whom the level means. */
  agentId: z.string().optional(),
});

export async function deliverAlert(
  env: Cloudflare.Env,
  { agentId, ...alert }: z.infer<typeof alertPayload>,
  conversation: Escalated & { readonly id: string },
): Promise<void> {
  const staff = await listAccounts(database(env.DB));
  const { id: conversationId, inboxId } = conversation;
  const seeing = (named: string) =>
    staff.flatMap((one) =>
      one.id === named && one.suspendedAtMs === undefined && maySee(one, inboxId) ? [named] : [],
    );
  await Promise.all(
    (agentId === undefined ? toldAt(alert.to, conversation, staff) : seeing(agentId)).map((id) =>
      agentAddress(env, id).alerted({ conversationId, inboxId, ...alert }),
    ),
  );
}
