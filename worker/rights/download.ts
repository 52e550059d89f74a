/** An export as it leaves: opened part by part while it is sent, so that its size does not matter. */
import { exportAsHtml } from "#domain/rights/export-html";
import { exportAsJson } from "#domain/rights/export-json";
import { type ExportRecord, openPart } from "#domain/rights/export-records";
import type { RequestRow } from "#domain/rights/requests";
import type { ExportFormat, Locale } from "#protocol/constants";
import { getPart, prefixOfExport } from "#worker/adapters/files";
import type { Environment } from "#worker/environment";
import { positionOf } from "#worker/rights/export";

async function* recordsOf(env: Environment, row: RequestRow, dataKey: Uint8Array): AsyncGenerator<ExportRecord> {
  const prefix = prefixOfExport(row.contactId ?? "", row.id);
  const { parts } = positionOf(row);
  for (let part = 1; part <= parts; part += 1) {
    const sealed = await getPart(env, prefix, part);
    if (sealed === undefined) throw new Error("a part of an export is missing");
    yield* openPart(dataKey, row.id, part, sealed);
  }
}

/** @param dataKey of its contact */
export function exportStream(
  env: Environment,
  row: RequestRow,
  dataKey: Uint8Array,
  format: ExportFormat,
  locale: Locale,
): ReadableStream<Uint8Array> {
  const head = { requestId: row.id, gatheredAtMs: row.finishedAtMs ?? row.createdAtMs };
  const records = recordsOf(env, row, dataKey);
  const pieces = format === "json" ? exportAsJson(head, records) : exportAsHtml(head, records, locale);
  const utf8 = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(utf8.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
