/** The nouns of the wire: what a message, a conversation and a person look like to a client. */
import { z } from "zod";
import { CLOSING_STATES, MAX_CLOSING_COMMENT_CHARS, MAX_CLOSING_NOTE_CHARS, MAX_RATING } from "#protocol/closing";
import {
  ACTIVITY_KEYS,
  BUSY_REASONS,
  CONTENT_TYPES,
  CONVERSATION_STATUSES,
  EXCEPTION_KINDS,
  LOCALES,
  MAX_ATTACHMENTS,
  MAX_CLIENT_ID_CHARS,
  MAX_CONVERSATION_LABELS,
  MAX_EMAIL_CHARS,
  MAX_IDENTIFIER_CHARS,
  MAX_NAME_CHARS,
  MAX_PRESENCE_NOTE_CHARS,
  MAX_REASON_CHARS,
  MAX_TEXT_CHARS,
  PRESENCE_STATUSES,
  PRIORITIES,
  REFUSAL_REASONS,
  ROLES,
  SENDER_TYPES,
  SLA_KINDS,
  SLA_STATES,
} from "#protocol/constants";
import { SUPPORT_TIERS } from "#protocol/support-tiers";

export const id = z.uuid().meta({ description: "Time-sortable id (UUIDv7)." });
/** Ids that a shop's operator chooses (inboxes, teams) or accounts carry: short and URL-safe. */
export const slug = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const seq = z.int().min(0).meta({ description: "Number of a change of its conversation, from 1." });
export const instantMs = z.int().min(0).meta({ description: "Unix time in milliseconds." });
export const instant = z.iso.datetime().meta({ description: "ISO 8601, UTC." });
export const CLIENT_ID_PATTERN = /^[A-Za-z0-9_-]+$/;
export const clientId = z
  .string()
  .max(MAX_CLIENT_ID_CHARS)
  .regex(CLIENT_ID_PATTERN)
  .meta({ description: "The sender's own id of a message: sending it again never makes a second one." });
/** Not only white space, no lone surrogates, no NUL. */
export function isReadable(value: string): boolean {
  return value.trim() !== "" && value.isWellFormed() && !value.includes("\u0000");
}
/** 1 to {@link MAX_TEXT_CHARS} UTF-16 units with something in it. */
export const text = z
  .string()
  .min(1)
  .max(MAX_TEXT_CHARS)
  .refine(isReadable, { message: "must be well-formed text with something in it" });
/** Line breaks, control characters and what turns the direction of a text. */
const UNFIT_FOR_NAMES = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
/** A name stands in lists, in mails and their subjects: it is one line, and turns none of what stands around it. */
export const personName = z
  .string()
  .overwrite((name) => name.toWellFormed().replace(UNFIT_FOR_NAMES, " ").trim())
  .min(1)
  .max(MAX_NAME_CHARS);
/** A zone of the IANA time zone database that this runtime knows. */
export const timeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimeZone, { message: "must be a time zone of the IANA database" });
export const email = z.email().max(MAX_EMAIL_CHARS);
/** Of a customer, as the shop itself calls them. */
export const identifier = z.string().min(1).max(MAX_IDENTIFIER_CHARS).refine(isReadable, {
  message: "must be well-formed text with something in it",
});
const READABLE = { message: "must be well-formed text with something in it" };
export const reason = z.string().trim().min(1).max(MAX_REASON_CHARS).refine(isReadable, {
  message: "must be well-formed text with something in it",
});
export const locale = z.enum(LOCALES);
export const contentType = z.enum(CONTENT_TYPES);
export const presenceStatus = z.enum(PRESENCE_STATUSES);
/** Of `busy`: why, in which words, and when they mean to be back. */
export const whereabouts = {
  reason: z.enum(BUSY_REASONS).optional(),
  note: z.string().optional(),
  untilMs: instantMs.optional().meta({ description: "When they go online again by themselves." }),
};
/** A few words about being busy, which colleagues read: one line. */
export const presenceNote = z
  .string()
  .overwrite((note) => note.toWellFormed().replace(UNFIT_FOR_NAMES, " ").trim())
  .min(1)
  .max(MAX_PRESENCE_NOTE_CHARS);
export const busyReason = z.enum(BUSY_REASONS);
export const role = z.enum(ROLES);
/** Open: an answer may bring one that an older client does not know. */
export const refusalReason = z.union([z.enum(REFUSAL_REASONS), z.string()]).meta({
  description: "Which refusal of its code it was; more may come, and one that is not known is to be ignored.",
});
export const conversationStatus = z.enum(CONVERSATION_STATUSES);
export const priority = z.enum(PRIORITIES);
export const exceptionKind = z.enum(EXCEPTION_KINDS);
/** Open: an answer may name one that an older client does not know. */
const exceptionSigns = z.array(z.string()).meta({
  description: "What of the customer's words gave it away; one that is not known is to be ignored.",
});
/** That somebody has to look at a conversation, and why. */
export const exceptionFlag = z
  .object({
    kind: exceptionKind,
    signs: exceptionSigns.optional(),
    by: z.string().optional().meta({ description: "Who set it; absent: it was found in what the customer wrote." }),
  })
  .meta({ id: "ExceptionFlag" });
export type ExceptionFlag = z.infer<typeof exceptionFlag>;
/** Of one conversation, by their ids. */
export const labelIds = z.array(slug).max(MAX_CONVERSATION_LABELS);
/** What the customer says to whether it is settled. */
export const closingAnswerBody = z.object({
  clientId,
  satisfied: z.boolean(),
  rating: z.int().min(1).max(MAX_RATING).optional(),
  comment: z.string().trim().min(1).max(MAX_CLOSING_COMMENT_CHARS).refine(isReadable, READABLE).optional(),
});
export type ClosingAnswer = z.infer<typeof closingAnswerBody>;
/** What an agent notes when it is resolved. */
export const closingNote = {
  category: slug.optional().meta({ description: "Of the shop's categories of closing notes." }),
  note: z.string().trim().min(1).max(MAX_CLOSING_NOTE_CHARS).refine(isReadable, READABLE).optional(),
};
export const attachmentIds = z.array(id).max(MAX_ATTACHMENTS);

/** Who did something: a customer, an agent, the bot or Edgedesk itself. */
export const actor = z.object({ type: z.enum(SENDER_TYPES), id: z.string(), name: z.string() }).meta({ id: "Actor" });
export type Actor = z.infer<typeof actor>;

export const attachment = z
  .object({ id, name: z.string(), mediaType: z.string(), sizeBytes: z.int().min(0), url: z.string() })
  .meta({ id: "Attachment" });

export const supportTier = z
  .literal(SUPPORT_TIERS)
  .meta({ description: "A line of support: 1 the first, 2 the second, 3 the third." });

/** What a `system` message tells; the client words it. Its `content` is this object as JSON. */
export const activity = z
  .object({
    key: z.enum(ACTIVITY_KEYS),
    by: z.string().optional(),
    to: z.string().optional(),
    reason: z.string().optional(),
    added: z.array(slug).optional().meta({ description: "Labels, by their ids." }),
    removed: z.array(slug).optional(),
    signs: exceptionSigns.optional(),
    satisfied: z.boolean().optional(),
    rating: z.int().optional(),
    category: z.string().optional().meta({ description: "Of a closing note, whose text is the reason." }),
    supportTier: supportTier.optional().meta({ description: "Of a transfer to whichever team of that line." }),
  })
  .meta({ id: "Activity" });
export type Activity = z.infer<typeof activity>;

export const message = z
  .object({
    id,
    seq: seq.meta({ description: "The change that created it." }),
    changedSeq: seq.meta({ description: "Its last change." }),
    conversationId: id,
    sender: actor,
    contentType: z.union([contentType, z.literal("activity")]),
    content: z.string().meta({ description: "Empty once recalled." }),
    attachments: z.array(attachment),
    clientId: clientId.optional(),
    replyTo: id.optional(),
    createdAt: instant,
    editedAt: instant.optional(),
    recalledAt: instant.optional(),
    private: z.literal(true).optional().meta({ description: "A note: only agents get it." }),
    masked: z.literal(true).optional().meta({
      description: "Phone numbers and the like in `content` are hidden from this reader; see `reveal`.",
    }),
  })
  .meta({ id: "Message" });
export type Message = z.infer<typeof message>;

/** What of a conversation's service level staff see. */
export const conversationSla = z
  .object({
    state: z.enum(SLA_STATES),
    next: z
      .object({
        kind: z.enum(SLA_KINDS),
        dueAtMs: instantMs,
        spanMs: z
          .int()
          .min(1)
          .meta({ description: "How long a full ring is: what is left of it is shown as a share." }),
      })
      .optional()
      .meta({ description: "What is due next, or overdue; absent while nothing is: it is paused, or over." }),
    urges: z
      .int()
      .min(1)
      .optional()
      .meta({ description: "How often the customer asked again for the answer that is due." }),
  })
  .meta({ id: "ConversationSla" });
export type ConversationSla = z.infer<typeof conversationSla>;

/** How it is, or was, closed. */
export const conversationClosing = z
  .object({
    state: z.enum(CLOSING_STATES).optional().meta({ description: "Absent while the customer is not asked." }),
    askedAtMs: instantMs.optional(),
    closesAtMs: instantMs.optional().meta({ description: "While it is asked: when silence closes it." }),
    rating: z.int().min(1).max(MAX_RATING).optional(),
    category: z.string().optional().meta({ description: "Of its closing note; for staff alone." }),
    reopenings: z.int().min(1).optional().meta({ description: "How often it was opened again; for staff alone." }),
  })
  .meta({ id: "ConversationClosing" });
export type ConversationClosing = z.infer<typeof conversationClosing>;

export const conversation = z
  .object({
    id,
    inboxId: slug,
    teamId: slug,
    contactId: id,
    status: conversationStatus,
    assigneeId: z.string().optional(),
    epoch: z.int().min(0).meta({ description: "Raised by each change of assignee." }),
    lastSeq: seq,
    labels: labelIds.optional().meta({
      description: "Ids of its labels, for staff alone; one that is not listed was deleted and is to be ignored.",
    }),
    priority: priority.optional().meta({ description: "For staff alone; absent: normal." }),
    flags: z.array(exceptionFlag).optional().meta({
      description: "For staff alone: what makes it an exception, one of a kind; lists tell the kinds alone.",
    }),
    sla: conversationSla.optional().meta({ description: "For staff alone; absent: no policy is for it." }),
    closing: conversationClosing.optional(),
  })
  .meta({ id: "Conversation" });
export type Conversation = z.infer<typeof conversation>;

/** A conversation as one line of a list. */
export const conversationRow = z
  .object({
    conversation,
    contactName: z.string().optional(),
    preview: z
      .object({ sender: actor, text: z.string(), private: z.literal(true).optional() })
      .optional()
      .meta({ description: "The last message a reader may see, shortened." }),
    unread: z.int().min(0),
    lastActivityAt: instant,
    waitingSince: instant.optional().meta({ description: "Since when the customer waits for a person." }),
  })
  .meta({ id: "ConversationRow" });
export type ConversationRow = z.infer<typeof conversationRow>;
