/**
 * The part of the wire contract that costs nothing to import: names, limits and codes, without zod.
 * The widget imports this file (and types) only, so that it stays a few kilobytes.
 */

/** WebSocket subprotocol that both sides must name. */
export const PROTOCOL_VERSION = "edgedesk.v1";

/** Prefix of the subprotocol that carries a customer's token: browsers cannot set headers on a WebSocket. */
export const BEARER_SUBPROTOCOL_PREFIX = "bearer.";

export const MAX_TEXT_CHARS = 10_000;
export const MAX_FRAME_BYTES = 64 * 1024;
export const MAX_CLIENT_ID_CHARS = 64;
export const MAX_ATTACHMENTS = 10;
export const MAX_REASON_CHARS = 500;
export const MAX_DRAFT_CHARS = 2_000;
export const MAX_NAME_CHARS = 200;
/** RFC 5321 limits an address to 254 characters. */
export const MAX_EMAIL_CHARS = 254;
/** Of a password that is chosen, in code points; one may sign in with whatever was chosen before. */
export const MIN_PASSWORD_CHARS = 12;
/** The shop's own id of a customer. */
export const MAX_IDENTIFIER_CHARS = 256;
export const MAX_TOKEN_CHARS = 4_096;
export const MAX_PASSWORD_CHARS = 128;
export const MAX_PASSKEY_NAME_CHARS = 60;
export const MAX_PREVIEW_CHARS = 140;
/** Of a product card. */
export const MAX_PRODUCT_TITLE_CHARS = 200;
export const MAX_PRODUCT_VARIANT_CHARS = 100;
export const MAX_PRODUCT_URL_CHARS = 2_000;

/** How many messages `sync` without `afterSeq` answers with. */
export const DEFAULT_SYNC_LIMIT = 50;
export const MAX_SYNC_LIMIT = 500;
export const DEFAULT_PAGE_LIMIT = 50;
export const MAX_PAGE_LIMIT = 100;
export const MAX_SEARCH_CHARS = 200;
/** Each conversation found is asked itself, so a page of a search has few. */
export const MAX_SEARCH_PAGE = 20;

/** A socket sends at most one `delivered` and one `read` in this time. */
export const RECEIPT_INTERVAL_MS = 250;
/** `typing` is shown for this long unless it is sent again. */
export const TYPING_TTL_MS = 6_000;

/** Text frames that the platform answers without waking a hibernating actor. */
export const PING = "ping";
export const PONG = "pong";
/** A client that hears nothing for this long, its own pings included, takes the line for dead. */
export const HEARTBEAT_MS = 20_000;

/** Error codes: the same in `error` frames and in problem+json. */
export const ERROR_CODES = [
  "bad_frame",
  "too_large",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "rate_limited",
  "unavailable",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * Why it was refused, for the codes where that tells nobody what they may not know. A list that grows: to a client, one
 * that it does not know is none.
 */
export const REFUSAL_REASONS = [
  "malformed",
  "wrong_version",
  "too_large",
  "second_factor_wanted",
  "second_factor_wrong",
  "second_factor_needed",
  "passkey_refused",
  "password_wanted",
  "password_wrong",
  "proof_wanted",
  "proof_wrong",
  "blocked",
  "identity_not_verified",
  "identity_expired",
  "range_unknown",
  "no_network",
  "grants_exceeded",
  "link_spent",
  "erased",
  "password_too_short",
  "password_too_common",
  "password_is_personal",
  "email_taken",
  "last_admin",
  "changed_meanwhile",
  "time_past",
  "name_taken",
  "too_many",
  "in_use",
  "overflow_circle",
  "rules_unsound",
  "too_many_labels",
  "reason_wanted",
  "subs_unfinished",
  "fields_missing",
  "would_loop",
  "not_mergeable",
  "type_unknown",
  "too_many_attributes",
  "already_blocked",
  "already_running",
  "key_missing",
  "keys_unusable",
  "edit_window_over",
  "too_many_changes",
  "already_recalled",
  "taken",
  "wrong_status",
  "not_assigned",
  "stale_epoch",
  "agent_full",
  "agent_offline",
  "agent_out_of_scope",
  "time_passed",
  "time_too_far",
  "hours_unsound",
  "calendar_unknown",
  "calendar_in_use",
  "picture_unfit",
  "file_empty",
  "file_too_large",
  "file_name_unfit",
  "type_not_taken",
  "extension_wrong",
  "file_missing",
  "file_damaged",
  "team_unknown",
  "tier_unserved",
  "too_many_views",
  "sold_out",
  "category_wanted",
  "category_unknown",
  "not_asked",
  "refund_undecided",
  "own_refund",
  "own_conversation",
  "amount_unsound",
  "currency_unknown",
  "currency_differs",
  "refund_too_high",
  "order_wanted",
  "order_unknown",
  "too_fast",
  "not_ready",
  "broken",
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** HTTP status of each code; the only place where the two meet. */
export const HTTP_STATUS_OF_CODE = {
  bad_frame: 400,
  too_large: 413,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

/** At which lower corner of the shop's page the widget's button stands. */
export const INBOX_POSITIONS = ["right", "left"] as const;
export type InboxPosition = (typeof INBOX_POSITIONS)[number];

/** A shop's logo: pictures that hold no script. It travels as base64 within one JSON body. */
export const LOGO_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
export type LogoType = (typeof LOGO_TYPES)[number];
export const MAX_LOGO_BYTES = 45 * 1024;

/** Conversations that somebody may be given at once. */
export const MAX_CAPACITY = 100;
/** How well somebody knows a skill, from 1. */
export const MAX_SKILL_LEVEL = 5;
export const MAX_SKILL_NAME_CHARS = 40;
/** That the shop has. */
export const MAX_SKILLS = 100;
/** Of one conversation. */
export const MAX_SKILLS_ASKED = 5;
/** Who may wait in a team before others are asked to leave a message. */
export const MAX_WAITING = 1_000;

/** Of a widget's first words, in one language. */
export const MAX_GREETING_CHARS = 200;
/** Sites that may show the widget of one inbox. */
export const MAX_ORIGINS = 50;

/** Whether customers find somebody: there, away though it is open, or closed by the opening hours. */
export const TEAM_STATES = ["online", "away", "closed"] as const;
export type TeamState = (typeof TEAM_STATES)[number];

/** WebSocket close codes of ours (4000–4999 are an application's own, RFC 6455 §7.4.2). */
export const CLOSE_CODES = {
  /** Signed out, expired or revoked: sign in or renew, then connect again. */
  sessionEnded: 4401,
  /** Blocked, or the permission was lost: do not connect again. */
  forbidden: 4403,
  /** Far too many frames, for too long (RFC 6455 §7.4.1, policy violation): come back later. */
  tooFast: 1008,
  /** The server no longer speaks this version: load the page again. */
  version: 4406,
  /** It was erased. A client that does not know this code finds nothing when it comes back. */
  gone: 4404,
} as const;

/** Of a `product` message the content is a product card as JSON, see `product-card.ts`. */
export const CONTENT_TYPES = ["text", "product"] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

export const SENDER_TYPES = ["contact", "agent", "bot", "system"] as const;
export type SenderType = (typeof SENDER_TYPES)[number];

export const CONVERSATION_STATUSES = ["pending", "open", "snoozed", "resolved"] as const;
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

export const PRESENCE_STATUSES = ["online", "busy", "offline"] as const;
export type PresenceStatus = (typeof PRESENCE_STATUSES)[number];

/** Why somebody is busy. What is not here they may say in a few words of their own. */
export const BUSY_REASONS = ["break", "meal", "meeting", "training", "other"] as const;
export type BusyReason = (typeof BUSY_REASONS)[number];
export const MAX_PRESENCE_NOTE_CHARS = 60;
/** After a conversation, before the next one is given. */
export const MAX_WRAP_UP_SECONDS = 300;
/** Canned responses: what is typed after `/`, and what a list shows. */
export const MAX_CANNED_CODE_CHARS = 32;
export const MAX_CANNED_TITLE_CHARS = 80;
/** Of one owner. */
export const MAX_CANNED = 500;
/** Colleagues that one note may name. */
export const MAX_MENTIONS = 20;

export const ROLES = ["agent", "supervisor", "qa", "admin"] as const;
export type Role = (typeof ROLES)[number];

export const LOCALES = ["en", "zh-CN"] as const;
export type Locale = (typeof LOCALES)[number];

export const CONVERSATION_VIEWS = ["mine", "unassigned", "team", "all"] as const;
export type ConversationView = (typeof CONVERSATION_VIEWS)[number];

/** Orders of a list: the last to happen first, of those who wait for a person the longest, or what is due next. */
export const CONVERSATION_SORTS = ["newest", "waiting", "priority", "due"] as const;
export type ConversationSort = (typeof CONVERSATION_SORTS)[number];

/** Views of an agent's own. */
export const MAX_SAVED_VIEWS = 30;
export const MAX_VIEW_NAME_CHARS = 60;
/** Counts of lists are told up to here; from here on it is "more". */
export const MAX_LIST_COUNT = 1_000;

/** Lists that nobody owns; a feed subscribes to them to be told of changes. */
export const SHARED_VIEWS = ["unassigned", "all"] as const;
export type SharedView = (typeof SHARED_VIEWS)[number];

/** Keys of `system` messages, which clients word in the reader's language. */
export const ACTIVITY_KEYS = [
  "conversation.assigned",
  "conversation.unassigned",
  "conversation.transferred",
  "conversation.snoozed",
  "conversation.woken",
  "conversation.resolved",
  "conversation.reopened",
  "conversation.labelled",
  "conversation.prioritised",
  "conversation.flagged",
  "conversation.unflagged",
  "sla.breached",
  "sla.urged",
  "sla.escalated",
  "closing.answered",
  "closing.reopened",
  "rule.applied",
  "rule.ticket",
] as const;
export type ActivityKey = (typeof ACTIVITY_KEYS)[number];

/** Of conversations, the least pressing first. */
export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What makes a conversation an exception: work that somebody with more say has to look at. */
export const EXCEPTION_KINDS = ["anger", "legal", "cross_department"] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** What of a customer's words gave it away, by kind. */
export const EXCEPTION_SIGNS = {
  anger: ["insult", "fed_up", "distrust", "bad_review", "ultimatum"],
  legal: ["lawyer", "authority", "press", "compensation", "injury", "data_protection"],
  cross_department: ["finance", "warehouse", "technical", "quality", "partnership"],
} as const satisfies Record<ExceptionKind, readonly string[]>;
export type ExceptionSign = (typeof EXCEPTION_SIGNS)[ExceptionKind][number];
/** How customers come, the most pressing first. */
export const CHANNELS = ["phone", "chat", "email"] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a service level promises: the first answer, each later one, and the end. */
export const SLA_KINDS = ["firstResponse", "nextResponse", "resolution"] as const;
export type SlaKind = (typeof SLA_KINDS)[number];
/** Of a conversation: under way without and with something missed, or over and all was in time, or not. */
export const SLA_STATES = ["active", "activeWithMisses", "hit", "missed"] as const;
export type SlaState = (typeof SLA_STATES)[number];
/** Who hears of something overdue, one after the other. */
export const ESCALATION_LEVELS = ["agent", "supervisor", "qa"] as const;
export type EscalationLevel = (typeof ESCALATION_LEVELS)[number];
/** Why somebody is alerted: it will be overdue soon, it is, the customer asks again and again, it is not settled for them, or a rule says so. */
export const ALERT_CAUSES = ["warning", "breach", "urged", "unsatisfied", "rule"] as const;
export type AlertCause = (typeof ALERT_CAUSES)[number];
/** A refund waits for the agent's decision, or something became of the one that they asked for. */
export const REFUND_ALERT_CAUSES = ["refundAsked", "refundDecided"] as const;
export type RefundAlertCause = (typeof REFUND_ALERT_CAUSES)[number];
/** Whatever an agent is alerted of in a ticket. */
export const TICKET_ALERT_CAUSES = [...ALERT_CAUSES, ...REFUND_ALERT_CAUSES] as const;
export type TicketAlertCause = (typeof TICKET_ALERT_CAUSES)[number];
/** What becomes of the time to resolution when a resolved conversation is opened again. */
export const REOPEN_RULES = ["continue", "restart"] as const;
export type ReopenRule = (typeof REOPEN_RULES)[number];

/** What a ticket is due for: what its policy promises, or what somebody promised by hand. */
export const TICKET_DUE_KINDS = ["firstResponse", "resolution", "promise"] as const;
export type TicketDueKind = (typeof TICKET_DUE_KINDS)[number];
/** What an agent is told of in a ticket that they follow or have: a note that names them, another, its status, who has it. */
export const TICKET_NEWS_KINDS = ["mention", "note", "status", "transfer"] as const;
export type TicketNewsKind = (typeof TICKET_NEWS_KINDS)[number];
/** What an agent does with a ticket that is open on their screen. */
export const TICKET_DOINGS = ["looking", "typing", "left"] as const;
export type TicketDoing = (typeof TICKET_DOINGS)[number];
/** Who has a ticket open says so again before this is over; then they are taken to be gone. */
export const TICKET_LOOKING_MS = 45_000;
/** As {@link TICKET_LOOKING_MS}, of who types. */
export const TICKET_TYPING_MS = 8_000;
/** What a policy is for. */
export const SLA_SCOPES = ["conversations", "tickets", "both"] as const;
export type SlaScope = (typeof SLA_SCOPES)[number];
/** In one policy. */
export const MAX_SLA_TICKET_TYPES = 20;

export const MAX_CALENDARS = 50;
export const MAX_SLA_POLICIES = 50;
export const MAX_SHIFTS_A_DAY = 6;
/** Some years of holidays and make-up workdays. */
export const MAX_SPECIAL_DAYS = 400;
export const MAX_CLOSINGS = 100;
export const MAX_SLA_NAME_CHARS = 60;
export const MAX_TIER_CHARS = 40;
export const MAX_TIERS = 10;
/** Of a target: 90 days; a calendar's time is counted so far ahead and a little further. */
export const MAX_TARGET_MS = 90 * 24 * 60 * 60 * 1_000;

/** Tokens of the design: each is readable in both themes. */
export const LABEL_COLOURS = ["grey", "red", "orange", "yellow", "green", "teal", "blue", "purple"] as const;
export type LabelColour = (typeof LABEL_COLOURS)[number];
export const MAX_LABEL_NAME_CHARS = 40;
/** That are defined. */
export const MAX_LABELS = 200;
/** Of one conversation. */
export const MAX_CONVERSATION_LABELS = 20;

/** Of what a shop tells of a customer in its own words. */
export const MAX_ATTRIBUTES = 50;
export const MAX_ATTRIBUTE_KEY_CHARS = 40;
export const MAX_ATTRIBUTE_CHARS = 200;

/** By what the audit log can be filtered. */
export const AUDIT_GROUPS = ["signIn", "people", "shop", "work", "customers", "privacy"] as const;
export type AuditGroup = (typeof AUDIT_GROUPS)[number];
/** Secrets with versioned keys: what wraps data keys, and what makes look-ups possible. */
export const KEY_RINGS = ["data", "blind-index"] as const;
export type KeyRingName = (typeof KEY_RINGS)[number];

/** What becomes of an order; which follows which is `domain/orders/rules.ts`'s to say. */
export const ORDER_STATUSES = [
  "placed",
  "paid",
  "packed",
  "shipped",
  "delivered",
  "return_requested",
  "returned",
  "refunded",
  "cancelled",
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** What customers are asked or told about their data. The first is information, the others are asked for. */
export const CONSENT_PURPOSES = ["service", "recommendations", "quality"] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export const MAX_CONSENT_TITLE_CHARS = 80;
export const MAX_CONSENT_TEXT_CHARS = 1_000;

/** What a rule of retention is about: conversations since they were resolved, guests who have none. */
export const RETENTION_KINDS = ["resolvedConversations", "guestContacts"] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];
export const MIN_RETENTION_DAYS = 1;
export const MAX_RETENTION_DAYS = 3_650;

/** `retention`: an erasure that a rule of retention began. */
export const PRIVACY_REQUEST_KINDS = ["export", "erasure", "retention"] as const;
export type PrivacyRequestKind = (typeof PRIVACY_REQUEST_KINDS)[number];
/** `expired`: an export whose time is over. */
export const PRIVACY_REQUEST_STATUSES = ["queued", "running", "done", "failed", "expired"] as const;
export type PrivacyRequestStatus = (typeof PRIVACY_REQUEST_STATUSES)[number];
export const EXPORT_FORMATS = ["html", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What an agent can choose from: see `http-preferences.ts`. */
export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Each has its colours in both themes in `client/console/theme/accents.css`. */
export const ACCENTS = ["indigo", "blue", "teal", "green", "plum", "rose"] as const;
export type Accent = (typeof ACCENTS)[number];

export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];

/** What sends: Enter alone, or with Ctrl or Cmd; the other one breaks the line. */
export const SEND_KEYS = ["enter", "mod-enter"] as const;
export type SendKey = (typeof SEND_KEYS)[number];

/** Actions of the composer's bar. */
export const QUICK_ACTIONS = ["canned", "emoji", "mention"] as const;
export type QuickAction = (typeof QUICK_ACTIONS)[number];

/** Those that every shop has; an admin makes more. */
export const TICKET_TYPES = ["after_sales", "enquiry", "complaint", "suggestion"] as const;
export type BuiltInTicketType = (typeof TICKET_TYPES)[number];
/** What becomes of a ticket; which follows which is `domain/tickets/rules.ts`'s to say. */
export const TICKET_STATUSES = [
  "new",
  "open",
  "waiting_customer",
  "waiting_third_party",
  "resolved",
  "closed",
] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];
/** What a customer is told of a ticket's status. */
export const CUSTOMER_TICKET_STATUSES = ["received", "in_progress", "waiting_for_you", "resolved", "closed"] as const;
export type CustomerTicketStatus = (typeof CUSTOMER_TICKET_STATUSES)[number];
/** Stands in a time line for whoever the customer is. */
export const CUSTOMER_WROTE = "customer";
/** By which way the customer's trouble came. */
export const TICKET_CHANNELS = ["chat", "phone", "email", "other"] as const;
export type TicketChannel = (typeof TICKET_CHANNELS)[number];
/** Who or what made the ticket, of what: a conversation, nothing before it, another ticket, a customer's request, or a routing rule. */
export const TICKET_SOURCES = ["conversation", "blank", "ticket", "customer", "rule"] as const;
export type TicketSource = (typeof TICKET_SOURCES)[number];
export const TICKET_VIEWS = ["mine", "unassigned", "team", "followed", "overdue", "all"] as const;
export type TicketView = (typeof TICKET_VIEWS)[number];
/** The last change first, the most pressing first, or the next to be due first (of those that are due at all). */
export const TICKET_SORTS = ["updated", "priority", "due"] as const;
export type TicketSort = (typeof TICKET_SORTS)[number];
/** Until when a ticket is due: by now, or before the day or the week (from Monday) is over; what is overdue is due by all of them. */
export const TICKET_DUE_WITHIN = ["overdue", "today", "week"] as const;
export type TicketDueWithin = (typeof TICKET_DUE_WITHIN)[number];
/** What a saved view is of. */
export const VIEW_SUBJECTS = ["conversations", "tickets"] as const;
export type ViewSubject = (typeof VIEW_SUBJECTS)[number];
export const TICKET_ENTRY_KINDS = [
  "created",
  "changed",
  "transferred",
  "merged",
  "note",
  "overdue",
  "escalated",
  "refund",
  "attached",
  "detached",
  "unlinked",
] as const;
export type TicketEntryKind = (typeof TICKET_ENTRY_KINDS)[number];
export const TICKET_FIELD_KINDS = ["text", "number", "choice"] as const;
export type TicketFieldKind = (typeof TICKET_FIELD_KINDS)[number];
export const MAX_TICKET_SUBJECT_CHARS = 200;
export const MAX_TICKET_TYPE_NAME_CHARS = 40;
export const MAX_TICKET_FIELDS = 20;
export const MAX_TICKET_FIELD_CHARS = 500;
export const MAX_TICKET_CHOICES = 30;
/** That a shop makes itself. */
export const MAX_TICKET_TYPES = 50;
/** Linked with one ticket. */
export const MAX_TICKET_ORDERS = 20;
export const MAX_PRODUCT_LINE_CHARS = 60;
/** Changed in one request. */
export const MAX_BULK_TICKETS = 50;
/** Right under one ticket. */
export const MAX_SUB_TICKETS = 50;

/** What the page of the day is narrowed to: statuses of conversations and of tickets that are not done. */
export const TODAY_STATUSES = ["new", "open", "pending", "snoozed", "waiting_customer", "waiting_third_party"] as const;
export type TodayStatus = (typeof TODAY_STATUSES)[number];
/** What a promised call-back can be about. */
export const FOLLOW_UP_SUBJECTS = ["conversation", "ticket"] as const;
export type FollowUpSubject = (typeof FOLLOW_UP_SUBJECTS)[number];
export const MAX_FOLLOW_UP_NOTE_CHARS = 500;
/** A section of it tells no more than this. */
export const MAX_TODAY_ROWS = 30;
