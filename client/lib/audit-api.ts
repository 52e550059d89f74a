/** What the console asks of the audit log. */
import type { AuditFilter, AuditPage } from "#protocol/http-audit";
import { type ApiOptions, call } from "./api.ts";
import { auditPage, type ChainReport, chainReport } from "./audit-answers.ts";

const BASE = "/api/v1/admin/audit";
/** As many as the server gives at a time. */
const HEADS_A_PAGE = "500";

export type AuditExportFormat = "csv" | "jsonl";

function queryOf(filter: AuditFilter, more: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const all = Object.entries({ ...filter, ...more }).filter(([, value]) => value !== undefined);
  return new URLSearchParams(all.map(([name, value]) => [name, String(value)]));
}

/** The latest first; `cursor` is the `nextCursor` of the page before. @throws ApiError */
export function auditEntries(api: ApiOptions, filter: AuditFilter, cursor?: string): Promise<AuditPage> {
  return call(api, { method: "GET", path: `${BASE}?${queryOf(filter, { cursor })}`, answer: auditPage });
}

/** Where the browser downloads the rows from. */
export function auditExportUrl(api: ApiOptions, filter: AuditFilter, format: AuditExportFormat): string {
  return `${api.baseUrl}${BASE}/export?${queryOf(filter, { format })}`;
}

/** The state of the chain, with one of its signed heads. @throws ApiError */
export function chainState(api: ApiOptions): Promise<ChainReport> {
  return call(api, { method: "GET", path: `${BASE}/heads?limit=1`, answer: chainReport });
}

/** Every signed head, in the form that `npm run audit:verify -- --heads` reads. @throws ApiError */
export async function signedHeads(api: ApiOptions): Promise<Pick<ChainReport, "keyId" | "publicKey" | "items">> {
  const items: unknown[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = queryOf({}, { limit: HEADS_A_PAGE, cursor });
    const page = await call(api, { method: "GET", path: `${BASE}/heads?${query}`, answer: chainReport });
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === undefined) return { keyId: page.keyId, publicKey: page.publicKey, items };
  }
}
