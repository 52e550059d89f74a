/**
 * The frames of `edgedesk.v1`, as `docs/design/` describes them. Each union is closed: an unknown type is a bad frame.
 * Unknown keys are dropped, not refused, so that a newer client can talk to an older server.
 */
import { z } from "zod";
import {
  ALERT_CAUSES,
  ERROR_CODES,
  ESCALATION_LEVELS,
  FOLLOW_UP_SUBJECTS,
  MAX_DRAFT_CHARS,
  MAX_MENTIONS,
  MAX_SYNC_LIMIT,
  MAX_TOKEN_CHARS,
  REFUND_ALERT_CAUSES,
  SHARED_VIEWS,
  SLA_KINDS,
  TICKET_DUE_KINDS,
} from "#protocol/constants";
import { feedTicketNews, feedTicketViewers, ticketNewsFields, ticketViewing } from "#protocol/ticket-frames";
import {
  actor,
  attachmentIds,
  busyReason,
  clientId,
  closingAnswerBody,
  closingNote,
  contentType,
  conversation,
  conversationRow,
  exceptionKind,
  id,
  instantMs,
  labelIds,
  message,
  presenceNote,
  presenceStatus,
  priority,
  reason,
  refusalReason,
  seq,
  slug,
  supportTier,
  text,
  whereabouts,
} from "#protocol/vocabulary";

const agentId = z.string().min(1).max(64);

// --- client → conversation -------------------------------------------------------------------------------------------

export const messageSend = z.object({
  type: z.literal("message.send"),
  clientId,
  contentType: contentType.default("text"),
  content: text,
  private: z.boolean().optional(),
  attachmentIds: attachmentIds.optional(),
  replyTo: id.optional(),
  mentions: z.array(agentId).max(MAX_MENTIONS).optional().meta({
    description: "Of a note: the agents whom it names, who are told of it.",
  }),
});
export const messageEdit = z.object({ type: z.literal("message.edit"), messageId: id, content: text });
export const messageRecall = z.object({ type: z.literal("message.recall"), messageId: id });
export const deliveredSend = z.object({ type: z.literal("delivered"), seq });
export const readSend = z.object({ type: z.literal("read"), seq });
export const typingSend = z.object({ type: z.literal("typing"), draft: z.string().max(MAX_DRAFT_CHARS).optional() });
export const syncSend = z.object({
  type: z.literal("sync"),
  afterSeq: seq.optional(),
  limit: z.int().min(1).max(MAX_SYNC_LIMIT).optional(),
});
export const authRenew = z.object({ type: z.literal("auth.renew"), token: z.string().min(1).max(MAX_TOKEN_CHARS) });

export const acceptBody = z.object({});
export const assignBody = z.object({ agentId });
const transfer = { agentId: agentId.optional(), teamId: slug.optional(), supportTier: supportTier.optional(), reason };
const hasOneReceiver = ({ agentId, teamId, supportTier }: Partial<Record<keyof typeof transfer, unknown>>) =>
  [agentId, teamId, supportTier].filter((receiver) => receiver !== undefined).length === 1;
const ONE_RECEIVER = { message: "name one of agentId, teamId and supportTier" };
export const transferBody = z.strictObject(transfer).refine(hasOneReceiver, ONE_RECEIVER);
export const snoozeBody = z.object({ untilMs: instantMs });
export const resolveBody = z.object(closingNote);
export const reopenBody = z.object({});
export const labelBody = z.object({ add: labelIds.optional(), remove: labelIds.optional() });
export const prioritiseBody = z.object({ priority });
export const flagBody = z.object({ kind: exceptionKind, reason });
export const unflagBody = z.object({ kind: exceptionKind, reason: reason.optional() });

export const conversationAccept = acceptBody.extend({ type: z.literal("conversation.accept") });
export const conversationAssign = assignBody.extend({ type: z.literal("conversation.assign") });
export const conversationTransfer = z
  .strictObject({ type: z.literal("conversation.transfer"), ...transfer })
  .refine(hasOneReceiver, ONE_RECEIVER);
export const conversationSnooze = snoozeBody.extend({ type: z.literal("conversation.snooze") });
export const conversationResolve = resolveBody.extend({ type: z.literal("conversation.resolve") });
export const conversationReopen = reopenBody.extend({ type: z.literal("conversation.reopen") });
export const conversationLabel = labelBody.extend({ type: z.literal("conversation.label") });
export const conversationPrioritise = prioritiseBody.extend({ type: z.literal("conversation.prioritise") });
export const conversationFlag = flagBody.extend({ type: z.literal("conversation.flag") });
export const conversationUnflag = unflagBody.extend({ type: z.literal("conversation.unflag") });

/** The customer's answer to whether it is settled. */
export const conversationConfirm = closingAnswerBody.extend({ type: z.literal("conversation.confirm") });

/** Every frame that a client may send on a conversation's socket; `domain/identity` says who may send which. */
export const conversationClientFrame = z.discriminatedUnion("type", [
  messageSend,
  messageEdit,
  messageRecall,
  deliveredSend,
  readSend,
  typingSend,
  syncSend,
  authRenew,
  conversationAccept,
  conversationAssign,
  conversationTransfer,
  conversationSnooze,
  conversationResolve,
  conversationReopen,
  conversationLabel,
  conversationPrioritise,
  conversationFlag,
  conversationUnflag,
  conversationConfirm,
]);
export type ConversationClientFrame = z.infer<typeof conversationClientFrame>;
export type ConversationClientFrameType = ConversationClientFrame["type"];

// --- conversation → client -------------------------------------------------------------------------------------------

export const messageCreated = z.object({ type: z.literal("message.created"), seq, message });
export const messageUpdated = z.object({ type: z.literal("message.updated"), seq, message });
export const delivered = z.object({ type: z.literal("delivered"), seq, by: actor });
export const read = z.object({ type: z.literal("read"), seq, by: actor });
export const typing = z.object({ type: z.literal("typing"), by: actor, draft: z.string().optional() });
export const conversationUpdated = z.object({ type: z.literal("conversation.updated"), seq, conversation });
export const presence = z.object({ type: z.literal("presence"), by: actor, status: presenceStatus });
const waitRange = z
  .object({ fromMinutes: z.int().min(0), toMinutes: z.int().min(1) })
  .meta({ description: "How long it will probably be still, by the pace of late; absent where that is not known." });
export type WaitRange = z.infer<typeof waitRange>;
export const queuePosition = z.object({
  type: z.literal("queue.position"),
  position: z.int().min(1),
  full: z.literal(true).optional().meta({ description: "So many wait that a message had better be left." }),
  wait: waitRange.optional(),
});
export const syncDone = z.object({ type: z.literal("sync.done"), seq, hasMore: z.boolean() });
export const errorFrame = z.object({
  type: z.literal("error"),
  code: z.enum(ERROR_CODES),
  message: z.string(),
  reason: refusalReason.optional(),
  clientId: clientId.optional(),
  retryAfterMs: z.int().min(0).optional().meta({ description: "Of `rate_limited`: when it may be tried again." }),
});

export const conversationServerFrame = z.discriminatedUnion("type", [
  messageCreated,
  messageUpdated,
  delivered,
  read,
  typing,
  conversationUpdated,
  presence,
  queuePosition,
  syncDone,
  errorFrame,
]);
export type ConversationServerFrame = z.infer<typeof conversationServerFrame>;

// --- the agent's feed ------------------------------------------------------------------------------------------------

export const subscribe = z.object({
  type: z.literal("subscribe"),
  views: z.array(z.enum(SHARED_VIEWS)).max(SHARED_VIEWS.length),
});
export const presenceSet = z.object({
  type: z.literal("presence.set"),
  status: presenceStatus,
  reason: busyReason.optional().meta({ description: "Of busy; not kept of another status, as the two after it." }),
  note: presenceNote.optional(),
  untilMs: instantMs.optional().meta({ description: "When to go online again; at most a day ahead." }),
});
/** Ready for new work before the time after the last conversation is over. */
export const wrapUpEnd = z.object({ type: z.literal("wrapup.end") });

export const feedClientFrame = z.discriminatedUnion("type", [subscribe, presenceSet, wrapUpEnd, ticketViewing]);
export type FeedClientFrame = z.infer<typeof feedClientFrame>;

/** The agent's own state, as both the snapshot and each change of it tell. */
const standing = {
  status: presenceStatus,
  ...whereabouts,
  wrapUpUntilMs: instantMs.optional().meta({ description: "No new work is given before then." }),
  capacity: z.int().min(0),
  load: z.int().min(0).meta({ description: "In whole places, rounded up." }),
  exactLoad: z.number().min(0).optional().meta({ description: "To the hundredth, where that is another number." }),
};
const alertFields = {
  conversationId: id,
  key: z.string().min(1).max(120).meta({ description: "The same for the same news." }),
  cause: z.enum(ALERT_CAUSES),
  kind: z.enum(SLA_KINDS),
  dueAtMs: instantMs,
  to: z.enum(ESCALATION_LEVELS).meta({ description: "As whom the agent is told." }),
};
const ticketAlertFields = {
  ticketId: id,
  number: z.int().min(1),
  key: alertFields.key,
  cause: alertFields.cause,
  kind: z.enum(TICKET_DUE_KINDS),
  dueAtMs: instantMs,
  to: alertFields.to,
};
/** Apart from the others: whoever knows those alone would take none of them. */
const refundAlertFields = { ...ticketAlertFields, cause: z.enum(REFUND_ALERT_CAUSES) };
const mentionFields = { conversationId: id, by: actor, seq };

export const feedSnapshot = z.object({
  type: z.literal("feed.snapshot"),
  ...standing,
  rows: z.array(conversationRow),
  mentions: z.array(z.object(mentionFields)).optional().meta({
    description: "Notes that named the agent in conversations which they have not opened since.",
  }),
  alerts: z.array(z.object(alertFields)).optional().meta({ description: "Of the last day, as the mentions." }),
  ticketAlerts: z.array(z.object(ticketAlertFields)).optional().meta({ description: "As the alerts." }),
  refundAlerts: z.array(z.object(refundAlertFields)).optional().meta({ description: "As the alerts; nothing is due." }),
  ticketNews: z.array(z.object(ticketNewsFields)).optional().meta({
    description: "Of tickets which the agent has not opened since, one each.",
  }),
});
/** A service level is overdue, or about to be, and the agent is to know. */
export const feedAlert = z.object({ type: z.literal("alert"), ...alertFields });
/** A ticket is overdue, or about to be, and the agent is to know. */
export const feedTicketAlert = z.object({ type: z.literal("ticket.alert"), ...ticketAlertFields });
/** A refund waits for the agent's decision, or something became of the one that they asked for. */
export const feedRefundAlert = z.object({ type: z.literal("refund.alert"), ...refundAlertFields });
/** A ticket is the agent's now, as their team hands its tickets out. */
const feedTicketGiven = z.object({
  type: z.literal("ticket.given"),
  ticketId: id,
  number: z.int().min(1),
  version: z.int().min(1).meta({ description: "Of the ticket, now that it is theirs." }),
});
/** The time has come for what was promised in a conversation or ticket, and it is the agent's to keep. */
export const feedFollowUp = z.object({
  type: z.literal("followup.due"),
  id,
  subject: z.enum(FOLLOW_UP_SUBJECTS),
  subjectId: id,
  dueAtMs: instantMs,
});
/** A note names the agent. */
export const feedMention = z.object({ type: z.literal("mention"), ...mentionFields });
export const feedConversationUpdated = z.object({
  type: z.literal("conversation.updated"),
  conversationId: id,
  ...conversationRow.shape,
});
export const feedConversationRemoved = z.object({ type: z.literal("conversation.removed"), conversationId: id });
export const feedPresence = z.object({ type: z.literal("presence"), ...standing });

export const feedServerFrame = z.discriminatedUnion("type", [
  feedSnapshot,
  feedConversationUpdated,
  feedConversationRemoved,
  feedPresence,
  feedMention,
  feedAlert,
  feedTicketAlert,
  feedRefundAlert,
  feedTicketGiven,
  feedTicketNews,
  feedTicketViewers,
  feedFollowUp,
  errorFrame,
]);
export type FeedServerFrame = z.infer<typeof feedServerFrame>;
