/** A conversation's transfer as it is asked for over HTTP. */

import type { z } from "zod";
import type { ConversationRpc } from "#actors/contracts";
import type { AgentPrincipal } from "#domain/identity/principal";
import type { transferBody } from "#protocol/frames";

/**
 * To a line of support by a method of its own: an actor of an earlier release has none and fails, where its `perform` would
 * overlook the line and put the customer into their own team's queue again.
 */
export function transferConversation(
  conversation: Pick<ConversationRpc, "perform" | "transferToTier">,
  principal: AgentPrincipal,
  { supportTier, reason, ...to }: z.infer<typeof transferBody>,
) {
  return supportTier === undefined
    ? conversation.perform(principal, { type: "conversation.transfer", ...to, reason })
    : conversation.transferToTier(principal, { supportTier, reason });
}
