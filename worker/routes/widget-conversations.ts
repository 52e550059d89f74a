/** Conversations for the customer who has them. */
import { listConversations } from "#domain/conversations/store";
import { standingRefusal } from "#domain/customers/standing";
import { readStanding } from "#domain/customers/store";
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { operations } from "#protocol/http";
import { defineRoute, repeated } from "#worker/define-route";
import { secretsOf } from "#worker/environment";
import { startConversation } from "#worker/widget-conversation-start";

export const widgetConversationRoutes = [
  defineRoute(operations.createConversation, { permission: "conversation.create" }, async (call) => {
    const { env, principal, body, nowMs } = call;
    if ((body.attachmentIds?.length ?? 0) > 0) return refuse("not_found");
    const { clientId, contentType, content } = body;
    const started = await startConversation(env, principal, { clientId, contentType, content }, nowMs);
    if (!started.ok) return started;
    const { conversationId, message } = started.value;
    const answer = { conversationId, message };
    return started.value.repeated ? repeated(answer) : ok(answer);
  }),
  defineRoute(
    operations.listWidgetConversations,
    { permission: "conversation.listOwn" },
    async ({ env, principal, query }) => {
      const db = database(env.DB);
      const refusal = standingRefusal(principal, await readStanding(db, principal.id));
      if (refusal !== undefined) return refuse(refusal);
      const list = { reader: "contact", contactId: principal.id } as const;
      return listConversations(db, secretsOf(env).keyRing, list, query);
    },
  ),
];
