/** Hand decoders of what the audit log answers; held equal to `#protocol/http-audit` by `audit-answers.test.ts`. */
import type { AuditEntryAnswer, AuditHeads, AuditPage, SignedHead } from "#protocol/http-audit";
import { array, checked, type Decoder, integer, object, string } from "./decoder.ts";

type Detail = AuditEntryAnswer["detail"];

const detailValue: Decoder<Detail[string]> = (input) => {
  if (typeof input === "boolean" || typeof input === "string") return input;
  if (typeof input === "number" && Number.isFinite(input)) return input;
  return array(string)(input);
};

/** Whatever keys it has: a later release may note more. */
const detail: Decoder<Detail> = (input) => {
  object({})(input);
  return Object.fromEntries(Object.entries<unknown>(Object(input)).map(([key, value]) => [key, detailValue(value)]));
};

const hexHash = checked((text) => /^[0-9a-f]{64}$/.test(text));

const entry: Decoder<AuditEntryAnswer> = object(
  {
    id: string,
    atMs: integer(0),
    actor: object({ type: string, id: string }, { sessionId: string, origin: string }),
    action: string,
    subject: object({ type: string, id: string }),
    detail,
  },
  { seq: integer(1), hash: hexHash },
);

export const auditPage: Decoder<AuditPage> = object({ items: array(entry) }, { nextCursor: string });

/** What a console shows of the chain, and what it saves for an auditor as it is. */
export interface ChainReport extends Pick<AuditHeads, "keyId" | "publicKey" | "chain" | "items" | "nextCursor"> {
  readonly latest?: Pick<SignedHead, "seq" | "atMs"> | undefined;
}

export const chainReport: Decoder<ChainReport> = object(
  {
    keyId: hexHash,
    publicKey: string,
    chain: object({ seq: integer(0), unsealed: integer(0), intactUpTo: integer(0) }, { brokenAt: integer(1) }),
    items: array((item) => item),
  },
  { latest: object({ seq: integer(1), atMs: integer(0) }), nextCursor: string },
);
