/** What the audit log of a running server holds, read from its database's file. */
import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { AuditAction } from "#domain/audit/actions";

const row = z.object({ actor_id: z.string(), subject_type: z.string(), subject_id: z.string(), detail: z.string() });

/** @returns the entries of this action, oldest first */
export function auditedIn(stateDir: string, action: AuditAction): z.infer<typeof row>[] {
  for (const file of globSync(join(stateDir, "**/d1/**/*.sqlite"))) {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const isIt = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'audit_log'").get() !== undefined;
      if (!isIt) continue;
      const rows = database.prepare("SELECT * FROM audit_log WHERE action = ? ORDER BY id").all(action);
      return z.array(row).parse(rows);
    } finally {
      database.close();
    }
  }
  throw new Error(`no audit log under ${stateDir}`);
}
