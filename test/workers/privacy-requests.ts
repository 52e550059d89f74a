/** Exports and erasures as an administrator asks for them, and waits. */
import { env } from "cloudflare:workers";
import { type PrivacyRequest, privacyRequest } from "#protocol/http-privacy";
import { until } from "#test/workers/line";
import { call, ORIGIN, post } from "#test/workers/shop";

export function askErasure(cookie: string, contactId: string, confirm = contactId): Promise<Response> {
  return post(`/api/v1/contacts/${contactId}/erasure`, { confirm }, { cookie, origin: ORIGIN });
}

export function askExport(cookie: string, contactId: string): Promise<Response> {
  return post(`/api/v1/contacts/${contactId}/export`, {}, { cookie, origin: ORIGIN });
}

export async function readRequest(cookie: string, id: string): Promise<PrivacyRequest> {
  const answer = await call(`/api/v1/privacy-requests/${id}`, { headers: { cookie } });
  return privacyRequest.parse(await answer.json());
}

/** Waits until it is done, or as it should be. */
export async function settled(
  cookie: string,
  id: string,
  status: PrivacyRequest["status"] = "done",
): Promise<PrivacyRequest> {
  let last: PrivacyRequest | undefined;
  return until(
    async () => {
      last = await readRequest(cookie, id);
      return last.status === status ? last : undefined;
    },
    () => `${status} of ${JSON.stringify(last)}`,
    20_000,
  );
}

export async function erase(cookie: string, contactId: string): Promise<PrivacyRequest> {
  const { id } = privacyRequest.parse(await (await askErasure(cookie, contactId)).json());
  return settled(cookie, id);
}

export interface AuditRow {
  readonly action: string;
  readonly actor_id: string;
  readonly subject_id: string;
  readonly detail: string;
}

export async function auditOf(action: string): Promise<AuditRow[]> {
  const rows = await env.DB.prepare("SELECT * FROM audit_log WHERE action = ? ORDER BY id")
    .bind(action)
    .all<AuditRow>();
  return rows.results;
}
