/** People on the staff as tests meet them: signed in, invited, joined. */
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { problem, me as whoAmI } from "#protocol/http";
import { type AccountRow, accountList, invitationMade } from "#protocol/http-accounts";
import type { Login } from "#scripts/seed/seed";
import { call, cookieOf, ORIGIN, post, signIn } from "#test/workers/shop";

export interface Colleague {
  readonly id: string;
  readonly email: string;
  readonly cookie: string;
}

export const PASSWORD = "thirteen green kettles";
let people = 0;

/** Everybody comes from an address of their own, so that the limit of sign-ins is not what is tested. */
function addressOf(nth: number): Record<string, string> {
  return { "cf-connecting-ip": `198.51.100.${nth}` };
}

export async function arrive(login: Login): Promise<Colleague> {
  const cookie = await signIn(login);
  return { ...(await me(cookie)), cookie };
}

export async function me(cookie: string) {
  return whoAmI.parse(await (await call("/api/v1/me", { headers: { cookie } })).json());
}

export function send(method: string, path: string, colleague: Pick<Colleague, "cookie">, body?: object) {
  return call(path, {
    method,
    headers: { cookie: colleague.cookie, origin: ORIGIN, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** What a problem says: its code, and its reason where it tells one. */
export async function refusal(answer: Response): Promise<string> {
  const { code, reason } = problem.parse(await answer.json());
  return reason ?? code;
}

export function nextEmail(): string {
  people += 1;
  return `person-${people}@edgedesk.example`;
}

export async function invite(admin: Pick<Colleague, "cookie">, access: object, email = nextEmail()) {
  const answer = await send("POST", "/api/v1/invitations", admin, { email, locale: "en", teamIds: [], ...access });
  if (answer.status !== 201) throw new Error(`the invitation answered ${answer.status}: ${await answer.text()}`);
  const { invitation, link } = invitationMade.parse(await answer.json());
  return { invitation, email, token: tokenOf(link) };
}

export function tokenOf(link: string): string {
  return new URLSearchParams(new URL(link).hash.slice(1)).get("token") ?? "";
}

export function acceptInvitation(token: string, name = "New Person", password = PASSWORD): Promise<Response> {
  people += 1;
  return post("/api/v1/invitations/accept", { token, name, password }, addressOf(people));
}

/** Somebody new with this access. */
export async function join(admin: Pick<Colleague, "cookie">, access: object): Promise<Colleague> {
  const { token, email } = await invite(admin, access);
  const answer = await acceptInvitation(token);
  expect(answer.status).toBe(201);
  const cookie = cookieOf(answer);
  return { id: (await me(cookie)).id, email, cookie };
}

export async function accounts(admin: Pick<Colleague, "cookie">) {
  return accountList.parse(await (await call("/api/v1/accounts", { headers: { cookie: admin.cookie } })).json());
}

/** Somebody's account as the list tells it. */
export async function accountOf(admin: Pick<Colleague, "cookie">, id: string): Promise<AccountRow> {
  const found = (await accounts(admin)).items.find((account) => account.id === id);
  if (found === undefined) throw new Error("not in the list");
  return found;
}

export async function changeAccess(admin: Pick<Colleague, "cookie">, id: string, access: object, version?: number) {
  const seen = version ?? (await accountOf(admin, id)).version;
  return send("PUT", `/api/v1/accounts/${id}/access`, admin, { teamIds: [], ...access, version: seen });
}

export async function settle(admin: Pick<Colleague, "cookie">, id: string, what: "suspend" | "restore") {
  const { version } = await accountOf(admin, id);
  return send("POST", `/api/v1/accounts/${id}/${what}`, admin, { version });
}

export async function makeRole(admin: Pick<Colleague, "cookie">, role: object): Promise<string> {
  const answer = await send("POST", "/api/v1/roles", admin, { role: "agent", ...role });
  if (answer.status !== 201) throw new Error(`the role answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { role: { id: string } }).role.id;
}

/** What the audit log has of a subject, the oldest first. */
export async function audited(subjectId: string): Promise<string[]> {
  const rows = await env.DB.prepare("SELECT action FROM audit_log WHERE subject_id = ? ORDER BY id")
    .bind(subjectId)
    .all<{ action: string }>();
  return rows.results.map(({ action }) => action);
}
