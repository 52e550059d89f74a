/** Routes: the audit log. */
import { CSV_HEADER, csvLine, jsonLine } from "#domain/audit/export";
import { auditRows, listAudit } from "#domain/audit/read-store";
import { readChainState } from "#domain/audit/seal-store";
import { auditStatement } from "#domain/audit/store";
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { operations } from "#protocol/http";
import { latestHead, pageOfHeads } from "#worker/adapters/audit-ledger";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import { sealAudit, signingKeyOf } from "#worker/jobs/audit-chain";

const EXPORTED_ROWS = 500;

const FORMATS = {
  csv: { type: "text/csv; charset=utf-8", header: CSV_HEADER, line: csvLine },
  jsonl: { type: "application/jsonl; charset=utf-8", header: "", line: jsonLine },
} as const;

export const auditRoutes: readonly Route[] = [
  defineRoute(operations.listAudit, { permission: "audit.read" }, ({ env, query }) => {
    const { cursor, limit, ...filter } = query;
    return listAudit(database(env.DB), filter, { cursor, limit });
  }),

  defineRoute(operations.exportAudit, { permission: "audit.read" }, async ({ c, env, nowMs, principal, query }) => {
    // A link on a foreign page must not make entries in somebody's name, harmless as they are.
    if (c.req.header("sec-fetch-site") === "cross-site") return refuse("foreign_origin");
    const { format, ...filter } = query;
    const db = database(env.DB);
    const { head } = await readChainState(db);
    // Written first: whoever has the rows is in them.
    const detail = Object.fromEntries(Object.entries({ ...filter, format }).flatMap(definedOnly));
    const actor = auditorOf(env, c.req.raw, principal);
    const subject = { type: "log", id: "audit" } as const;
    await auditStatement(db, { actor, action: "audit.exported", subject, detail }, nowMs);
    c.executionCtx.waitUntil(sealAudit(env, nowMs));
    const { type, header, line } = FORMATS[format];
    const pages = auditRows(db, filter, head.seq, EXPORTED_ROWS);
    const day = new Date(nowMs).toISOString().slice(0, "2026-11-24".length);
    return new Response(textStream(header, pages, line), {
      headers: {
        "content-type": type,
        "content-disposition": `attachment; filename="edgedesk-audit-${day}.${format}"`,
        "cache-control": "no-store",
      },
    });
  }),

  defineRoute(operations.auditHeads, { permission: "audit.read" }, async ({ env, query }) => {
    const { keyId, publicKey } = signingKeyOf(env);
    const latest = await latestHead(env.LEDGER).catch(() => undefined);
    const state = await readChainState(database(env.DB));
    return ok({
      keyId,
      publicKey,
      chain: {
        seq: state.head.seq,
        unsealed: state.unsealed,
        intactUpTo: state.wholeSeq,
        ...(state.brokenSeq === undefined ? {} : { brokenAt: state.brokenSeq }),
      },
      ...(latest === undefined ? {} : { latest: latest.head }),
      ...(await pageOfHeads(env.LEDGER, query)),
    });
  }),
];

/** A page is read when the one before it was taken, so that an export of any length is never held whole. */
function textStream<Row>(header: string, pages: AsyncGenerator<Row[]>, line: (row: Row) => string): ReadableStream {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(header)),
    async pull(controller) {
      const { done, value } = await pages.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value.map(line).join("")));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
}

function definedOnly<Value>([name, value]: [string, Value | undefined]): [string, Value][] {
  return value === undefined ? [] : [[name, value]];
}
