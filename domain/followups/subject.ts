/** What a promise can be about, as D1 knows it. */
import { and, eq } from "drizzle-orm";
import { conversations } from "#domain/conversations/schema";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { SubjectOf } from "#domain/followups/store";
import { isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { seesInbox } from "#domain/identity/scope";
import { dataKeys } from "#domain/privacy/schema";
import { tickets } from "#domain/tickets/schema";
import type { FollowUpSubject } from "#protocol/constants";

/** @returns refuses `not_found` for what this person does not see */
export async function subjectInScope(
  db: Database,
  principal: AgentPrincipal,
  subject: FollowUpSubject,
  id: string,
): Promise<Result<SubjectOf>> {
  if (subject === "ticket" && !isPermitted(principal, "ticket.read")) return refuse("not_found");
  const table = subject === "ticket" ? tickets : conversations;
  const [found] = await db
    .select({
      inboxId: table.inboxId,
      teamId: table.teamId,
      key: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped },
    })
    .from(table)
    .innerJoin(dataKeys, and(eq(dataKeys.kind, subject), eq(dataKeys.subjectId, table.id)))
    .where(eq(table.id, id));
  if (found === undefined || !seesInbox(principal, found.inboxId)) return refuse("not_found");
  return ok({ subject, id, ...found });
}
