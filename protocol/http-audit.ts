/** The HTTP half of the contract: the audit log. */
import { z } from "zod";
import { AUDIT_GROUPS } from "#protocol/constants";
import { BASE_CODES, cursor, limit, type Operation } from "#protocol/operation";
import { instantMs } from "#protocol/vocabulary";

const hexHash = z.string().regex(/^[0-9a-f]{64}$/);
const anyId = z.string().min(1).max(128);
const ms = z.coerce.number().pipe(instantMs).optional();

const auditFilter = z.object({
  actorId: anyId.optional(),
  group: z.enum(AUDIT_GROUPS).optional(),
  subjectId: anyId.optional(),
  fromMs: ms.meta({ description: "From this time on, Unix milliseconds." }),
  toMs: ms.meta({ description: "Before this time, Unix milliseconds." }),
});
export type AuditFilter = z.output<typeof auditFilter>;

export const auditListQuery = auditFilter.extend({ cursor, limit });
export const auditExportQuery = auditFilter.extend({ format: z.enum(["csv", "jsonl"]) });
export const auditHeadsQuery = z.object({ cursor, limit: z.coerce.number().int().min(1).max(500).default(100) });

export const auditEntry = z
  .object({
    id: z.string(),
    atMs: instantMs,
    actor: z.object({
      type: z.string(),
      id: z.string(),
      sessionId: z.string().optional(),
      origin: z.string().optional().meta({ description: "A keyed pseudonym of the connecting address." }),
    }),
    action: z.string(),
    subject: z.object({ type: z.string(), id: z.string() }),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
    seq: z.int().min(1).optional().meta({ description: "Its place in the chain; absent until it is sealed." }),
    hash: hexHash.optional(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntryAnswer = z.infer<typeof auditEntry>;

export const auditPage = z
  .object({ items: z.array(auditEntry), nextCursor: z.string().optional() })
  .meta({ id: "AuditPage" });
export type AuditPage = z.infer<typeof auditPage>;

export const signedHead = z
  .object({
    version: z.literal(1),
    seq: z.int().min(1),
    hash: hexHash,
    /** When it was signed. */
    atMs: instantMs,
    keyId: hexHash.meta({ description: "Hex SHA-256 of the public key's DER form." }),
    signature: z
      .string()
      .regex(/^[A-Za-z0-9+/]{86}==$/)
      .meta({ description: "Base64 of an Ed25519 signature." }),
  })
  .meta({ id: "SignedHead" });
export type SignedHead = z.infer<typeof signedHead>;

export const auditHeads = z
  .object({
    keyId: hexHash,
    publicKey: z.string().meta({ description: "Base64 of SubjectPublicKeyInfo (DER); checks the signatures." }),
    chain: z.object({
      seq: z.int().min(0).meta({ description: "How many rows are sealed." }),
      unsealed: z.int().min(0),
      intactUpTo: z.int().min(0).meta({ description: "The running check found it whole up to here." }),
      brokenAt: z.int().min(1).optional(),
    }),
    latest: signedHead.optional(),
    items: z.array(z.unknown()).meta({ description: "Signed heads as they are kept, oldest first." }),
    nextCursor: z.string().optional(),
  })
  .meta({ id: "AuditHeads" });
export type AuditHeads = z.infer<typeof auditHeads>;

export const auditOperations = {
  listAudit: {
    method: "get",
    path: "/api/v1/admin/audit",
    summary: "Who did what, the latest first.",
    credential: "agent",
    query: auditListQuery,
    status: 200,
    answer: auditPage,
    codes: BASE_CODES,
  },
  exportAudit: {
    method: "get",
    path: "/api/v1/admin/audit/export",
    summary: "The rows as CSV or JSON Lines, oldest first; noted in the log itself.",
    credential: "agent",
    query: auditExportQuery,
    status: 200,
    codes: BASE_CODES,
  },
  auditHeads: {
    method: "get",
    path: "/api/v1/admin/audit/heads",
    summary: "The state of the chain, its signed heads, and the public key that checks them.",
    credential: "agent",
    query: auditHeadsQuery,
    status: 200,
    answer: auditHeads,
    codes: BASE_CODES,
  },
} as const satisfies Record<string, Operation>;
