/** The HTTP half of the contract: bodies, answers and the list of operations that OpenAPI and the router share. */
import { z } from "zod";
import { CONVERSATION_VIEWS, ERROR_CODES, MAX_PASSWORD_CHARS, MAX_TOKEN_CHARS } from "#protocol/constants";
import {
  acceptBody,
  assignBody,
  flagBody,
  labelBody,
  messageSend,
  prioritiseBody,
  reopenBody,
  resolveBody,
  snoozeBody,
  transferBody,
  unflagBody,
} from "#protocol/frames";
import { accountsOperations } from "#protocol/http-accounts";
import { attachmentOperations } from "#protocol/http-attachments";
import { attributesOperations } from "#protocol/http-attributes";
import { auditOperations } from "#protocol/http-audit";
import { blocksOperations } from "#protocol/http-blocks";
import { businessOperations } from "#protocol/http-business";
import { cannedOperations } from "#protocol/http-canned";
import { closingOperations } from "#protocol/http-closing";
import { contactsOperations } from "#protocol/http-contacts";
import { followUpOperations } from "#protocol/http-follow-ups";
import { inboxesOperations } from "#protocol/http-inboxes";
import { keysOperations } from "#protocol/http-keys";
import { labelsOperations } from "#protocol/http-labels";
import { manualOperations } from "#protocol/http-manual";
import { ordersOperations } from "#protocol/http-orders";
import { ownDayOperations } from "#protocol/http-own-day";
import { preferencesOperations } from "#protocol/http-preferences";
import { privacyOperations } from "#protocol/http-privacy";
import { refundOperations } from "#protocol/http-refunds";
import { replyOperations } from "#protocol/http-replies";
import { rolesOperations } from "#protocol/http-roles";
import { routingOperations } from "#protocol/http-routing";
import { rulesOperations } from "#protocol/http-rules";
import { searchOperations } from "#protocol/http-search";
import { securityOperations, signedIn } from "#protocol/http-security";
import { slaOperations } from "#protocol/http-sla";
import { supportTierOperations } from "#protocol/http-support-tiers";
import { teamsOperations } from "#protocol/http-teams";
import { ticketDeskOperations } from "#protocol/http-ticket-desk";
import { ticketJoiningOperations } from "#protocol/http-ticket-joining";
import { ticketsOperations } from "#protocol/http-tickets";
import { todayOperations } from "#protocol/http-today";
import { listFilters, viewsOperations } from "#protocol/http-views";
import { widgetInboxOperations } from "#protocol/http-widget-inbox";
import { widgetTicketsOperations } from "#protocol/http-widget-tickets";
import { workWeightOperations } from "#protocol/http-work-weights";
import { BASE_CODES, cursor, limit, type Operation } from "#protocol/operation";
import {
  conversation,
  conversationRow,
  email,
  id,
  identifier,
  instantMs,
  locale,
  message,
  personName,
  presenceStatus,
  refusalReason,
  role,
  seq,
  slug,
  supportTier,
  whereabouts,
} from "#protocol/vocabulary";

/** RFC 9457, with our code; never a stack trace. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(ERROR_CODES),
    reason: refusalReason.optional(),
    detail: z.string().optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problem>;

export const widgetSessionBody = z.object({
  inboxId: slug,
  locale: locale.optional(),
  name: personName.optional(),
  email: email.optional(),
  identifier: identifier.optional(),
  identifierHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .meta({ description: "Hex HMAC-SHA256 of `identifier` with the inbox's secret." }),
  identityToken: z.string().min(1).max(MAX_TOKEN_CHARS).optional().meta({
    description:
      "JWT, HS256 with the inbox's secret: `sub` (the identifier), `iat`, `exp` at most a day ahead (five minutes is better), `aud` the inbox if given; `name`, `email` and `locale` in it are trusted. With `identifier` beside it, both have to agree.",
  }),
});
export const widgetSession = z
  .object({ token: z.string(), contactId: id, expiresAtMs: instantMs })
  .meta({ id: "WidgetSession" });
export type WidgetSession = z.infer<typeof widgetSession>;

export const widgetConversationBody = messageSend.omit({ type: true, private: true, replyTo: true, mentions: true });
export const createdConversation = z.object({ conversationId: id, message }).meta({ id: "CreatedConversation" });
export type CreatedConversation = z.infer<typeof createdConversation>;

export const me = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: role.meta({ description: "One of the four, or the one that a custom role is based on." }),
    roleName: z.string().optional().meta({ description: "Of a custom role." }),
    mustEnrol: z.boolean().optional().meta({
      description: "The role asks for a second factor that is not set up yet: until then nothing else is allowed.",
    }),
    teamIds: z.array(slug),
    permissions: z.array(z.string()),
  })
  .meta({ id: "Me" });
export type Me = z.infer<typeof me>;

export const signInBody = z.object({ email, password: z.string().min(1).max(MAX_PASSWORD_CHARS) });
export const signedOut = z.object({ success: z.literal(true) }).meta({ id: "SignedOut" });

export const agentSummary = z
  .object({
    id: z.string(),
    name: z.string(),
    role,
    teamIds: z.array(slug),
    inboxIds: z.array(slug).optional().meta({ description: "Inboxes whose conversations they see; absent: all." }),
    takesWork: z.boolean().meta({ description: "False for who cannot be given conversations, suspended ones too." }),
    status: presenceStatus,
    ...whereabouts,
  })
  .meta({ id: "AgentSummary" });
export type AgentSummary = z.infer<typeof agentSummary>;
export const agentList = z.object({ items: z.array(agentSummary) }).meta({ id: "AgentList" });

export const teamSummary = z
  .object({
    id: slug,
    name: z.string(),
    supportTier,
    manualUntilMs: instantMs
      .optional()
      .meta({ description: "Until then nothing of this team is offered: agents pick what waits." }),
  })
  .meta({ id: "TeamSummary" });
export type TeamSummary = z.infer<typeof teamSummary>;
export const teamList = z.object({ items: z.array(teamSummary) }).meta({ id: "TeamList" });

export const conversationPage = z
  .object({ items: z.array(conversationRow), nextCursor: z.string().optional() })
  .meta({ id: "ConversationPage" });
export type ConversationPage = z.infer<typeof conversationPage>;
export const messagePage = z.object({ items: z.array(message), hasMore: z.boolean() }).meta({ id: "MessagePage" });
export type MessagePage = z.infer<typeof messagePage>;
export const conversationAnswer = z.object({ conversation }).meta({ id: "ConversationAnswer" });

export const health = z.object({ status: z.enum(["ok", "starting"]) }).meta({ id: "Health" });

export const conversationListQuery = listFilters.extend({ view: z.enum(CONVERSATION_VIEWS), cursor, limit });
export const widgetConversationListQuery = z.object({ cursor, limit });
export const messageListQuery = z.object({ beforeSeq: z.coerce.number().pipe(seq).optional(), limit });
export const conversationPath = z.object({ id });

function action<Body extends z.ZodType>(name: string, summary: string, body: Body) {
  return {
    method: "post",
    path: `/api/v1/conversations/:id/${name}`,
    summary,
    credential: "agent",
    params: conversationPath,
    body,
    status: 200,
    answer: conversationAnswer,
    codes: [...BASE_CODES, "not_found", "conflict"],
  } as const satisfies Operation;
}

export const operations = {
  health: {
    method: "get",
    path: "/healthz",
    summary: "200 once the instance is migrated and seeded.",
    credential: "none",
    status: 200,
    answer: health,
    codes: ["unavailable"],
  },
  openapi: {
    method: "get",
    path: "/api/v1/openapi.json",
    summary: "This document.",
    credential: "none",
    status: 200,
    codes: [],
  },
  signIn: {
    method: "post",
    path: "/api/auth/sign-in/email",
    summary:
      "Signs an agent in; the answer sets the session cookie. 401 with the reason second_factor_wanted asks for the second step.",
    credential: "none",
    body: signInBody,
    status: 200,
    answer: signedIn,
    codes: BASE_CODES,
  },
  signOut: {
    method: "post",
    path: "/api/auth/sign-out",
    summary: "Ends the session and closes its sockets.",
    credential: "agent",
    status: 200,
    answer: signedOut,
    codes: BASE_CODES,
  },
  getSession: {
    method: "get",
    path: "/api/auth/get-session",
    summary: "Whom the cookie speaks for, or null; prolongs a session that is more than a day old.",
    credential: "none",
    status: 200,
    answer: signedIn.nullable(),
    codes: ["unavailable"],
  },
  createWidgetSession: {
    method: "post",
    path: "/api/v1/widget/sessions",
    summary: "Begins a customer's session, or renews the one whose token is given.",
    credential: "none",
    body: widgetSessionBody,
    status: 201,
    answer: widgetSession,
    codes: [...BASE_CODES, "not_found"],
  },
  createConversation: {
    method: "post",
    path: "/api/v1/widget/conversations",
    summary: "Makes a conversation by its first message; 200 when that clientId was sent before.",
    credential: "customer",
    body: widgetConversationBody,
    status: 201,
    answer: createdConversation,
    codes: [...BASE_CODES, "too_large", "conflict"],
  },
  listWidgetConversations: {
    method: "get",
    path: "/api/v1/widget/conversations",
    summary: "The customer's own conversations, the latest first.",
    credential: "customer",
    query: widgetConversationListQuery,
    status: 200,
    answer: conversationPage,
    codes: BASE_CODES,
  },
  me: {
    method: "get",
    path: "/api/v1/me",
    summary: "Who is signed in, and what they may do.",
    credential: "agent",
    status: 200,
    answer: me,
    codes: BASE_CODES,
  },
  listAgents: {
    method: "get",
    path: "/api/v1/agents",
    summary: "Colleagues, for assigning and transferring.",
    credential: "agent",
    status: 200,
    answer: agentList,
    codes: BASE_CODES,
  },
  listTeams: {
    method: "get",
    path: "/api/v1/teams",
    summary: "Teams, for transferring.",
    credential: "agent",
    status: 200,
    answer: teamList,
    codes: BASE_CODES,
  },
  listConversations: {
    method: "get",
    path: "/api/v1/conversations",
    summary: "One view of the inbox, the latest first unless sorted otherwise; filters narrow it.",
    credential: "agent",
    query: conversationListQuery,
    status: 200,
    answer: conversationPage,
    codes: BASE_CODES,
  },
  listMessages: {
    method: "get",
    path: "/api/v1/conversations/:id/messages",
    summary: "Messages before `beforeSeq` (or the last ones), oldest first.",
    credential: "either",
    params: conversationPath,
    query: messageListQuery,
    status: 200,
    answer: messagePage,
    codes: [...BASE_CODES, "not_found"],
  },
  conversationSocket: {
    method: "get",
    path: "/api/v1/conversations/:id/socket",
    summary: "WebSocket of one conversation (subprotocol edgedesk.v1; a customer adds bearer.<token>).",
    credential: "either",
    params: conversationPath,
    status: 101,
    codes: [...BASE_CODES, "not_found"],
  },
  agentSocket: {
    method: "get",
    path: "/api/v1/agent/socket",
    summary: "WebSocket of the agent's feed (subprotocol edgedesk.v1).",
    credential: "agent",
    status: 101,
    codes: BASE_CODES,
  },
  acceptConversation: action(
    "accept",
    "Takes the conversation; 409 if somebody was faster or no slot is free.",
    acceptBody,
  ),
  assignConversation: action("assign", "Gives it to an agent.", assignBody),
  transferConversation: action(
    "transfer",
    "Hands it to an agent, a team or a line of support, with the reason.",
    transferBody,
  ),
  snoozeConversation: action("snooze", "Puts it aside until a time or the customer's next message.", snoozeBody),
  resolveConversation: action("resolve", "Marks it as resolved and frees the agent's slot.", resolveBody),
  reopenConversation: action("reopen", "Opens it again.", reopenBody),
  labelConversation: action("label", "Puts labels on it and takes others off, by their ids.", labelBody),
  prioritiseConversation: action("prioritise", "Says how pressing it is.", prioritiseBody),
  flagConversation: action(
    "flag",
    "Says that it is an exception, and why; once more with another reason changes nothing.",
    flagBody,
  ),
  unflagConversation: action("unflag", "Takes a flag off; what the customer writes next may set it again.", unflagBody),
  rebuildConversationIndex: {
    method: "post",
    path: "/api/v1/admin/conversation-index/rebuild",
    summary: "Rebuilds the D1 index of conversations from the actors, one queue job a page.",
    credential: "agent",
    status: 200,
    answer: z.object({ status: z.literal("started") }).meta({ id: "Rebuild" }),
    codes: [...BASE_CODES, "conflict"],
  },
  ...accountsOperations,
  ...rolesOperations,
  ...securityOperations,
  ...contactsOperations,
  ...ordersOperations,
  ...blocksOperations,
  ...privacyOperations,
  ...auditOperations,
  ...searchOperations,
  ...keysOperations,
  ...inboxesOperations,
  ...preferencesOperations,
  ...cannedOperations,
  ...widgetInboxOperations,
  ...viewsOperations,
  ...teamsOperations,
  ...supportTierOperations,
  ...businessOperations,
  ...closingOperations,
  ...labelsOperations,
  ...slaOperations,
  ...routingOperations,
  ...rulesOperations,
  ...workWeightOperations,
  ...manualOperations,
  ...ticketJoiningOperations,
  ...attachmentOperations,
  ...ticketsOperations,
  ...ticketDeskOperations,
  ...refundOperations,
  ...widgetTicketsOperations,
  ...todayOperations,
  ...ownDayOperations,
  ...replyOperations,
  ...followUpOperations,
  ...attributesOperations,
} as const satisfies Record<string, Operation>;
export type OperationName = keyof typeof operations;
