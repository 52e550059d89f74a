/** An entry with its id and time: what an actor writes down in the transaction of the change, and hands on later. */
import { z } from "zod";
import { AUDIT_ACTIONS, AUDIT_SUBJECTS, type AuditEntry } from "#domain/audit/actions";

export interface AuditRecord {
  /** UUIDv7, given in the transaction: the row is written once however often it is handed on. */
  readonly id: string;
  readonly atMs: number;
  readonly entry: AuditEntry;
}

export const auditRecord: z.ZodType<AuditRecord> = z.object({
  id: z.string(),
  atMs: z.int(),
  entry: z.object({
    actor: z.object({
      type: z.enum(["agent", "contact", "system"]),
      id: z.string(),
      sessionId: z.string().optional(),
      origin: z.string().optional(),
    }),
    action: z.enum(AUDIT_ACTIONS),
    subject: z.object({ type: z.enum(AUDIT_SUBJECTS), id: z.string() }),
    detail: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]))
      .optional(),
  }),
});
