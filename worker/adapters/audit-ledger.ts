/** Signed heads where they are kept apart from the database: an R2 bucket, a file a head, and the newest under a name of its own. */
import type { R2Bucket } from "@cloudflare/workers-types";
import { type SignedHead, signedHead } from "#protocol/http-audit";

const HEADS = "audit/heads/";
const LATEST = `${HEADS}latest.json`;
/** So that names sort as numbers do. */
const SEQ_DIGITS = 15;

/** What rests there is no signed head of ours. */
export class SignedHeadMalformed extends Error {
  override readonly name = "SignedHeadMalformed";
}

export interface LatestHead {
  readonly head: SignedHead;
  /** What {@link putHead} makes sure is still there. */
  readonly etag: string;
}

/** @throws SignedHeadMalformed if somebody put something else there */
export async function latestHead(ledger: R2Bucket): Promise<LatestHead | undefined> {
  const found = await ledger.get(LATEST);
  return found === null ? undefined : { head: read(await found.text()), etag: found.etag };
}

/**
 * Keeps a head, and makes it the newest one if that is still the one that was looked at: an older one never takes the
 * place of a newer. Heads that are there already stay as they are.
 */
export async function putHead(ledger: R2Bucket, head: SignedHead, latest: LatestHead | undefined): Promise<void> {
  const text = JSON.stringify(head);
  const options = { httpMetadata: { contentType: "application/json" }, customMetadata: { head: text } };
  const isNew = new Headers({ "if-none-match": "*" });
  const name = `${HEADS}${String(head.seq).padStart(SEQ_DIGITS, "0")}.json`;
  await ledger.put(name, text, { ...options, onlyIf: isNew });
  await ledger.put(LATEST, text, {
    ...options,
    onlyIf: latest === undefined ? isNew : { etagMatches: latest.etag },
  });
}

/**
 * A page of the heads that were kept, oldest first, as they rest: what checks them says what is wrong with them.
 * They are read from the listing itself, which carries them: one request for hundreds.
 */
export async function pageOfHeads(
  ledger: R2Bucket,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: unknown[]; nextCursor?: string }> {
  const list = await ledger.list({
    prefix: HEADS,
    limit: page.limit,
    include: ["customMetadata"],
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  });
  const items = list.objects.flatMap(({ key, customMetadata }) =>
    key === LATEST ? [] : [parse(customMetadata?.head ?? "null")],
  );
  return { items, ...(list.truncated ? { nextCursor: list.cursor } : {}) };
}

function read(text: string): SignedHead {
  const parsed = signedHead.safeParse(parse(text));
  if (!parsed.success) throw new SignedHeadMalformed();
  return parsed.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
