/** Who may send which frame on an agent's feed, and who may call which method of an agent's actor. */

import type { AgentRpc } from "#actors/contracts";
import { defineFrames, defineMethods } from "#domain/identity/define";
import type { FeedClientFrame } from "#protocol/frames";

export const feedFrames = defineFrames<FeedClientFrame["type"]>({
  subscribe: { permission: "conversation.list" },
  "presence.set": { permission: "agent.presence" },
  "wrapup.end": { permission: "agent.presence" },
  "ticket.viewing": { permission: "ticket.read" },
});

export const agentMethods = defineMethods<AgentRpc & { fetch(request: Request): Promise<Response> }>()({
  fetch: { permission: "agent.feed" },
  reserve: { permission: "internal" },
  cancelReservation: { permission: "internal" },
  reserveTicket: { permission: "internal" },
  cancelTicket: { permission: "internal" },
  ticketGiven: { permission: "internal" },
  ticketsChanged: { permission: "internal" },
  conversationChanged: { permission: "internal" },
  listChanged: { permission: "internal" },
  openSocket: { permission: "internal" },
  socketOpened: { permission: "internal" },
  socketClosed: { permission: "internal" },
  endSession: { permission: "internal" },
  accessChanged: { permission: "internal" },
  presence: { permission: "internal" },
  whereabouts: { permission: "internal" },
  preferencesChanged: { permission: "internal" },
  abilitiesChanged: { permission: "internal" },
  mentioned: { permission: "internal" },
  alerted: { permission: "internal" },
  ticketAlerted: { permission: "internal" },
  ticketSeen: { permission: "internal" },
  ticketViewers: { permission: "internal" },
  ticketTold: { permission: "internal" },
  followUpsChanged: { permission: "internal" },
  followUpDue: { permission: "internal" },
  rewrapKeys: { permission: "internal" },
  conversationErased: { permission: "internal" },
});
