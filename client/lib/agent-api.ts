/** What an agent's console asks by HTTP; the session is the browser's cookie. */
import type { ConversationView } from "#protocol/constants";
import type { AgentSummary, ConversationPage, Me, TeamSummary } from "#protocol/http";
import type { ListFilters } from "#protocol/http-views";
import type { SupportTier } from "#protocol/support-tiers";
import type { Conversation } from "#protocol/vocabulary";
import { agentList, conversationAnswer, me, teamList } from "./agent-answers.ts";
import { conversationPage } from "./answers.ts";
import { type ApiOptions, call } from "./api.ts";
import { object } from "./decoder.ts";

/** Actions on a conversation and what each needs to know. `untilMs` is Unix milliseconds. */
export interface ConversationActions {
  readonly accept: Record<string, never>;
  readonly assign: { readonly agentId: string };
  readonly transfer: (
    | { readonly agentId: string }
    | { readonly teamId: string }
    | { readonly supportTier: SupportTier }
  ) & { readonly reason: string };
  readonly snooze: { readonly untilMs: number };
  readonly resolve: { readonly category?: string; readonly note?: string };
  readonly reopen: Record<string, never>;
}

const nothing = object({});

/** Signs in and leaves the session cookie in the browser. @throws ApiError `unauthenticated` for a wrong pair */
export async function signIn(api: ApiOptions, email: string, password: string): Promise<void> {
  await call(api, { method: "POST", path: "/api/auth/sign-in/email", body: { email, password }, answer: nothing });
}

/** @throws ApiError */
export async function signOut(api: ApiOptions): Promise<void> {
  await call(api, { method: "POST", path: "/api/auth/sign-out", body: {}, answer: nothing });
}

/** Who is signed in. @throws ApiError `unauthenticated` when nobody is */
export function whoAmI(api: ApiOptions): Promise<Me> {
  return call(api, { method: "GET", path: "/api/v1/me", answer: me });
}

/** Colleagues, with their presence. @throws ApiError */
export async function colleagues(api: ApiOptions): Promise<AgentSummary[]> {
  return (await call(api, { method: "GET", path: "/api/v1/agents", answer: agentList })).items;
}

/** @throws ApiError */
export async function teams(api: ApiOptions): Promise<TeamSummary[]> {
  return (await call(api, { method: "GET", path: "/api/v1/teams", answer: teamList })).items;
}

/** One view of the inbox, in the order of its filters; `cursor` is the `nextCursor` of the page before. @throws ApiError */
export function conversations(
  api: ApiOptions,
  view: ConversationView,
  filters: ListFilters,
  cursor?: string,
): Promise<ConversationPage> {
  const query = new URLSearchParams({ view });
  for (const [name, value] of Object.entries({ ...filters, cursor })) if (value !== undefined) query.set(name, value);
  return call(api, { method: "GET", path: `/api/v1/conversations?${query}`, answer: conversationPage });
}

/** Does something with a conversation. @throws ApiError `conflict` for a race that somebody else won */
export async function act<Name extends keyof ConversationActions>(
  api: ApiOptions,
  conversationId: string,
  name: Name,
  body: ConversationActions[Name],
): Promise<Conversation> {
  const path = `/api/v1/conversations/${encodeURIComponent(conversationId)}/${name}`;
  return (await call(api, { method: "POST", path, body, answer: conversationAnswer })).conversation;
}
