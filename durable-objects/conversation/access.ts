/** Who may send which frame to a conversation, and who may call which method of it. */

import type { ConversationRpc } from "#actors/contracts";
import { defineFrames, defineMethods } from "#domain/identity/define";
import type { ConversationClientFrameType } from "#protocol/frames";

export const conversationFrames = defineFrames<ConversationClientFrameType>({
  "message.send": { permission: "conversation.send" },
  "message.edit": { permission: "conversation.send" },
  "message.recall": { permission: "conversation.send" },
  delivered: { permission: "conversation.read" },
  read: { permission: "conversation.read" },
  typing: { permission: "conversation.send" },
  sync: { permission: "conversation.read" },
  "auth.renew": { permission: "session.renew" },
  "conversation.accept": { permission: "conversation.accept" },
  "conversation.assign": { permission: "conversation.assign" },
  "conversation.transfer": { permission: "conversation.transfer" },
  "conversation.snooze": { permission: "conversation.snooze" },
  "conversation.resolve": { permission: "conversation.resolve" },
  "conversation.reopen": { permission: "conversation.reopen" },
  "conversation.label": { permission: "conversation.label" },
  "conversation.prioritise": { permission: "conversation.prioritise" },
  "conversation.flag": { permission: "conversation.flag" },
  "conversation.unflag": { permission: "conversation.flag" },
  "conversation.confirm": { permission: "conversation.confirm" },
});

/** `perform` and `transferToTier` ask, besides this, for the permission of the action's own frame. */
export const conversationMethods = defineMethods<ConversationRpc & { fetch(request: Request): Promise<Response> }>()({
  fetch: { permission: "conversation.read" },
  start: { permission: "conversation.create" },
  importHistory: { permission: "internal" },
  perform: { permission: "conversation.read" },
  transferToTier: { permission: "conversation.read" },
  labelOwn: { permission: "conversation.labelOwn" },
  messages: { permission: "conversation.read" },
  personalIn: { permission: "personal.reveal" },
  reveal: { permission: "personal.reveal" },
  findMessages: { permission: "conversation.search" },
  commitAssignment: { permission: "internal" },
  releaseAssignment: { permission: "internal" },
  overflow: { permission: "internal" },
  takeBack: { permission: "internal" },
  assignment: { permission: "internal" },
  summary: { permission: "internal" },
  queuePosition: { permission: "internal" },
  closeSockets: { permission: "internal" },
  claimErasure: { permission: "internal" },
  erase: { permission: "internal" },
  exportPage: { permission: "internal" },
  joinContact: { permission: "internal" },
  confirm: { permission: "conversation.confirm" },
  ticketResolved: { permission: "internal" },
  rewrapKeys: { permission: "internal" },
  reindexWords: { permission: "internal" },
});
