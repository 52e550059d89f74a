/** A queue is for actors only: no person calls it, and it has no sockets. */

import type { QueueRpc } from "#actors/contracts";
import { defineMethods } from "#domain/identity/define";

export const queueMethods = defineMethods<QueueRpc>()({
  conversationChanged: { permission: "internal" },
  rowsChanged: { permission: "internal" },
  agentChanged: { permission: "internal" },
  policyChanged: { permission: "internal" },
  place: { permission: "internal" },
  position: { permission: "internal" },
  outlook: { permission: "internal" },
  onlineAgents: { permission: "internal" },
  watch: { permission: "internal" },
  ticketViewed: { permission: "internal" },
  ticketsChanged: { permission: "internal" },
  conversationErased: { permission: "internal" },
});
