/** The two sides of a conversation over plain HTTP: a customer's session and an agent's sign-in. */

import type { z } from "zod";
import type { ConversationView } from "#protocol/constants";
import { conversationPage, createdConversation, messagePage, type WidgetSession, widgetSession } from "#protocol/http";
import type { ConversationRow, Message } from "#protocol/vocabulary";
import type { RunningServer } from "#test/harness/server";

export type Site = Pick<RunningServer, "url" | "demo">;

/** What a request or a socket proves itself with. */
export type Credential = { readonly token: string } | { readonly cookie: string };

export interface Customer {
  readonly token: string;
  readonly contactId: string;
}

/** @throws Error with the answer's body if it is not of the status or form that is expected */
async function ask<Schema extends z.ZodType>(
  request: Request,
  status: number,
  schema: Schema,
): Promise<z.output<Schema>> {
  const answer = await fetch(request);
  const text = await answer.text();
  if (answer.status !== status) throw new Error(`${request.method} ${request.url}: ${answer.status} ${text}`);
  return schema.parse(JSON.parse(text));
}

function post(url: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** @param said what the visitor says of themselves */
export async function openCustomerSession(
  { url, demo }: Site,
  said: { name?: string; email?: string } = {},
): Promise<WidgetSession> {
  return ask(post(`${url}/api/v1/widget/sessions`, { inboxId: demo.inboxId, ...said }), 201, widgetSession);
}

export async function startConversation({ url }: Site, customer: Customer, clientId: string, content: string) {
  const headers = { authorization: `Bearer ${customer.token}` };
  const body = { clientId, contentType: "text", content };
  return ask(post(`${url}/api/v1/widget/conversations`, body, headers), 201, createdConversation);
}

/** @returns the session's cookie, ready for a `cookie` header */
export async function signIn({ url, demo }: Site, role: string): Promise<{ cookie: string }> {
  const login = demo.logins.find((candidate) => candidate.role === role);
  if (login === undefined) throw new Error(`the demo has no ${role}`);
  const { email, password } = login;
  const answer = await fetch(post(`${url}/api/auth/sign-in/email`, { email, password }, { origin: url }));
  if (answer.status !== 200) throw new Error(`sign-in of ${email}: ${answer.status} ${await answer.text()}`);
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  return { cookie: cookies.join("; ") };
}

/** One page of a list, the latest first. */
export async function listConversations(
  { url }: Site,
  view: ConversationView,
  agent: Credential,
): Promise<ConversationRow[]> {
  const request = new Request(`${url}/api/v1/conversations?view=${view}&limit=100`, {
    headers: credentialHeaders(agent),
  });
  return (await ask(request, 200, conversationPage)).items;
}

/** The whole history as the server has it, page by page, oldest first. */
export async function history({ url }: Site, conversationId: string, credential: Credential): Promise<Message[]> {
  const all: Message[] = [];
  const headers = credentialHeaders(credential);
  for (let beforeSeq: number | undefined, more = true; more; ) {
    const query = new URLSearchParams({ limit: "100", ...(beforeSeq && { beforeSeq: String(beforeSeq) }) });
    const request = new Request(`${url}/api/v1/conversations/${conversationId}/messages?${query}`, { headers });
    const page = await ask(request, 200, messagePage);
    all.unshift(...page.items);
    beforeSeq = page.items[0]?.seq;
    more = page.hasMore && beforeSeq !== undefined;
  }
  return all;
}

export function credentialHeaders(credential: Credential): Record<string, string> {
  return "token" in credential ? { authorization: `Bearer ${credential.token}` } : { cookie: credential.cookie };
}
