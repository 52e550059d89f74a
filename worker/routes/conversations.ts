/** Conversations for agents: lists, history and what one may do with them. */
import { conversationAddress } from "#actors/addresses";
import type { ConversationAction } from "#actors/contracts";
import { conversationFrames } from "#actors/conversation/access";
import { countLists, listConversations, listOf } from "#domain/conversations/store";
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { operations } from "#protocol/http";
import { transferConversation } from "#worker/conversation-transfer";
import { defineRoute } from "#worker/define-route";
import { type Environment, secretsOf } from "#worker/environment";
import { startRebuild } from "#worker/jobs/rebuild-index";

function perform(env: Environment, conversationId: string, principal: AgentPrincipal, action: ConversationAction) {
  return conversationAddress(env, conversationId).perform(principal, action);
}

export const conversationRoutes = [
  defineRoute(operations.listConversations, { permission: "conversation.list" }, ({ env, principal, query, nowMs }) => {
    const { view, cursor, limit, ...filters } = query;
    const list = listOf(principal, view, { filters, nowMs });
    return listConversations(database(env.DB), secretsOf(env).keyRing, list, { cursor, limit });
  }),
  defineRoute(operations.conversationCounts, { permission: "conversation.list" }, async ({ env, principal }) =>
    ok(await countLists(database(env.DB), principal)),
  ),
  defineRoute(operations.listMessages, { permission: "conversation.read" }, ({ env, principal, params, query }) =>
    conversationAddress(env, params.id).messages(principal, query),
  ),
  defineRoute(operations.acceptConversation, conversationFrames["conversation.accept"], ({ env, principal, params }) =>
    perform(env, params.id, principal, { type: "conversation.accept" }),
  ),
  defineRoute(
    operations.assignConversation,
    conversationFrames["conversation.assign"],
    ({ env, principal, params, body }) => perform(env, params.id, principal, { type: "conversation.assign", ...body }),
  ),
  defineRoute(
    operations.transferConversation,
    conversationFrames["conversation.transfer"],
    ({ env, principal, params, body }) => transferConversation(conversationAddress(env, params.id), principal, body),
  ),
  defineRoute(
    operations.snoozeConversation,
    conversationFrames["conversation.snooze"],
    ({ env, principal, params, body }) => perform(env, params.id, principal, { type: "conversation.snooze", ...body }),
  ),
  defineRoute(
    operations.resolveConversation,
    conversationFrames["conversation.resolve"],
    ({ env, principal, params, body }) => perform(env, params.id, principal, { type: "conversation.resolve", ...body }),
  ),
  defineRoute(operations.reopenConversation, conversationFrames["conversation.reopen"], ({ env, principal, params }) =>
    perform(env, params.id, principal, { type: "conversation.reopen" }),
  ),
  defineRoute(
    operations.labelConversation,
    conversationFrames["conversation.label"],
    ({ env, principal, params, body }) => perform(env, params.id, principal, { type: "conversation.label", ...body }),
  ),
  defineRoute(
    operations.prioritiseConversation,
    conversationFrames["conversation.prioritise"],
    ({ env, principal, params, body }) =>
      perform(env, params.id, principal, { type: "conversation.prioritise", ...body }),
  ),
  defineRoute(
    operations.flagConversation,
    conversationFrames["conversation.flag"],
    ({ env, principal, params, body }) => perform(env, params.id, principal, { type: "conversation.flag", ...body }),
  ),
  defineRoute(
    operations.unflagConversation,
    conversationFrames["conversation.unflag"],
    ({ env, principal, params, body }) => perform(env, params.id, principal, { type: "conversation.unflag", ...body }),
  ),
  defineRoute(operations.rebuildConversationIndex, { permission: "index.rebuild" }, ({ env, nowMs }) =>
    startRebuild(env, nowMs),
  ),
];
