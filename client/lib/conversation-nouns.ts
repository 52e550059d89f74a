/**
 * Hand decoders of conversations, their messages and their rows; apart from `nouns.ts`, so that whoever needs an id or an
 * error alone does not carry them. `decode.test.ts` holds them equal to `#protocol/vocabulary`.
 */
import { CLOSING_STATES } from "#protocol/closing";
import {
  ACTIVITY_KEYS,
  CONTENT_TYPES,
  CONVERSATION_STATUSES,
  EXCEPTION_KINDS,
  PRIORITIES,
  SLA_KINDS,
  SLA_STATES,
} from "#protocol/constants";
import { SUPPORT_TIERS } from "#protocol/support-tiers";
import type {
  Activity,
  Conversation,
  ConversationClosing,
  ConversationRow,
  ConversationSla,
  ExceptionFlag,
  Message,
} from "#protocol/vocabulary";
import { array, attemptJson, boolean, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { actor, clientId, count, id, instant, slug } from "./nouns.ts";

const attachment = /* @__PURE__ */ object({ id, name: string, mediaType: string, sizeBytes: count, url: string });

export const message: Decoder<Message> = /* @__PURE__ */ object(
  {
    id,
    seq: count,
    changedSeq: count,
    conversationId: id,
    sender: actor,
    contentType: /* @__PURE__ */ oneOf(...CONTENT_TYPES, "activity"),
    content: string,
    attachments: /* @__PURE__ */ array(attachment),
    createdAt: instant,
  },
  {
    clientId,
    replyTo: id,
    editedAt: instant,
    recalledAt: instant,
    private: /* @__PURE__ */ oneOf(true),
    masked: /* @__PURE__ */ oneOf(true),
  },
);

const labelIds = /* @__PURE__ */ array(slug);

const exceptionFlag: Decoder<ExceptionFlag> = /* @__PURE__ */ object(
  { kind: /* @__PURE__ */ oneOf(...EXCEPTION_KINDS) },
  { signs: /* @__PURE__ */ array(string), by: string },
);

const sla: Decoder<ConversationSla> = /* @__PURE__ */ object(
  { state: /* @__PURE__ */ oneOf(...SLA_STATES) },
  {
    next: /* @__PURE__ */ object({
      kind: /* @__PURE__ */ oneOf(...SLA_KINDS),
      dueAtMs: count,
      spanMs: /* @__PURE__ */ integer(1),
    }),
    urges: /* @__PURE__ */ integer(1),
  },
);

const closing: Decoder<ConversationClosing> = /* @__PURE__ */ object(
  {},
  {
    state: /* @__PURE__ */ oneOf(...CLOSING_STATES),
    askedAtMs: count,
    closesAtMs: count,
    rating: /* @__PURE__ */ integer(1),
    category: string,
    reopenings: /* @__PURE__ */ integer(1),
  },
);

export const conversation: Decoder<Conversation> = /* @__PURE__ */ object(
  {
    id,
    inboxId: slug,
    teamId: slug,
    contactId: id,
    status: /* @__PURE__ */ oneOf(...CONVERSATION_STATUSES),
    epoch: count,
    lastSeq: count,
  },
  {
    assigneeId: string,
    labels: labelIds,
    priority: /* @__PURE__ */ oneOf(...PRIORITIES),
    flags: /* @__PURE__ */ array(exceptionFlag),
    sla,
    closing,
  },
);

const preview = /* @__PURE__ */ object({ sender: actor, text: string }, { private: /* @__PURE__ */ oneOf(true) });
export const rowFields = {
  required: { conversation, unread: count, lastActivityAt: instant },
  optional: { contactName: string, preview, waitingSince: instant },
};
export const conversationRow: Decoder<ConversationRow> = /* @__PURE__ */ object(rowFields.required, rowFields.optional);
const activity: Decoder<Activity> = /* @__PURE__ */ object(
  { key: /* @__PURE__ */ oneOf(...ACTIVITY_KEYS) },
  {
    by: string,
    to: string,
    reason: string,
    added: /* @__PURE__ */ array(slug),
    removed: /* @__PURE__ */ array(slug),
    signs: /* @__PURE__ */ array(string),
    satisfied: boolean,
    rating: /* @__PURE__ */ integer(0),
    category: string,
    supportTier: /* @__PURE__ */ oneOf(...SUPPORT_TIERS),
  },
);

/** What a message of content type `activity` tells; `undefined` for one that this client does not know. */
export function decodeActivity(content: string): Activity | undefined {
  return attemptJson(activity, content);
}
