/** Decodes what an agent's feed sends; apart from `decode.ts`, so that the widget does not carry it. */
import {
  ALERT_CAUSES,
  ESCALATION_LEVELS,
  FOLLOW_UP_SUBJECTS,
  REFUND_ALERT_CAUSES,
  SLA_KINDS,
  TICKET_DUE_KINDS,
  TICKET_NEWS_KINDS,
} from "#protocol/constants";
import type { FeedServerFrame } from "#protocol/frames";
import { conversationRow, rowFields } from "./conversation-nouns.ts";
import {
  array,
  atLeast,
  attemptJson,
  boolean,
  checked,
  type Decoder,
  integer,
  object,
  oneOf,
  tagged,
} from "./decoder.ts";
import { actor, count, errorFields, id, presenceStatus, slug } from "./nouns.ts";
import { whereabouts } from "./whereabouts.ts";

/** A row as the feed sends it: beside its conversation's id. */
const feedRow = object({ conversationId: id, ...rowFields.required }, rowFields.optional);
const standing = { status: presenceStatus, capacity: count, load: count };
const standingToo = { ...whereabouts, wrapUpUntilMs: count, exactLoad: atLeast(0) };
const alert = {
  conversationId: id,
  key: checked((value) => value.length >= 1 && value.length <= 120),
  cause: oneOf(...ALERT_CAUSES),
  kind: oneOf(...SLA_KINDS),
  dueAtMs: count,
  to: oneOf(...ESCALATION_LEVELS),
};
const ticketAlert = {
  ...{ ticketId: id, number: integer(1), key: alert.key, dueAtMs: count, to: alert.to },
  cause: alert.cause,
  kind: oneOf(...TICKET_DUE_KINDS),
};
const refundAlert = { ...ticketAlert, cause: oneOf(...REFUND_ALERT_CAUSES) };
const ticketNews = {
  ...{ ticketId: id, number: integer(1), key: id, byId: slug, atMs: count, count: integer(1) },
  kind: oneOf(...TICKET_NEWS_KINDS),
};
const mention = { conversationId: id, by: actor, seq: count };

const feedFrame: Decoder<FeedServerFrame> = tagged({
  "feed.snapshot": object(
    { ...standing, rows: array(conversationRow) },
    {
      ...standingToo,
      mentions: array(object(mention)),
      alerts: array(object(alert)),
      ticketAlerts: array(object(ticketAlert)),
      refundAlerts: array(object(refundAlert)),
      ticketNews: array(object(ticketNews)),
    },
  ),
  "conversation.updated": feedRow,
  "conversation.removed": object({ conversationId: id }),
  presence: object(standing, standingToo),
  mention: object(mention),
  alert: object(alert),
  "ticket.alert": object(ticketAlert),
  "refund.alert": object(refundAlert),
  "ticket.given": object({ ticketId: id, number: integer(1), version: integer(1) }),
  "ticket.news": object(ticketNews),
  "ticket.viewers": object({ ticketId: id, viewers: array(object({ agentId: slug, typing: boolean })) }),
  "followup.due": object({ id, subject: oneOf(...FOLLOW_UP_SUBJECTS), subjectId: id, dueAtMs: count }),
  error: errorFields,
});

/** A frame of the agent's feed, or `undefined` for text that is none. */
export function decodeFeedFrame(text: string): FeedServerFrame | undefined {
  return attemptJson(feedFrame, text);
}
