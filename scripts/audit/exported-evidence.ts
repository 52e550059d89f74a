/** Rows and signed heads as an administrator exports them: for an auditor who has no access to the instance. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Evidence } from "#domain/audit/verify";
import { parseJson } from "#scripts/audit/parse-json";

/** As `GET /api/v1/admin/audit/heads` answers, or as the console saves it. */
const headsFile = z.object({ items: z.array(z.unknown()) });

/** The file with the signed heads is not one. */
export class HeadsUnreadable extends Error {
  override readonly name = "HeadsUnreadable";
}

/**
 * @param rowsPath JSON Lines of all rows, without filters
 * @throws HeadsUnreadable, or whatever reading the files throws
 */
export function readExportedEvidence(rowsPath: string, headsPath: string): Omit<Evidence, "nowMs" | "keys"> {
  const lines = readFileSync(rowsPath, "utf8").split("\n");
  const heads = headsFile.safeParse(parseJson(readFileSync(headsPath, "utf8")));
  if (!heads.success) throw new HeadsUnreadable(headsPath);
  const rows = lines.filter((line) => line !== "").map(parseJson);
  return { rows, head: "absent", signedHeads: heads.data.items };
}
