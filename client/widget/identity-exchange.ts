/**
 * Exchanges the shop's identity token for a session of that customer, in the storage that the widget has its session from.
 * A guest's session that is there goes along, so that what they wrote becomes the customer's.
 */
import { widgetSession } from "#client/lib/answers.ts";
import { ApiError } from "#client/lib/api.ts";
import { openSession } from "#client/lib/customer-api.ts";
import { attemptJson, object, string } from "#client/lib/decoder.ts";
import type { KeyValueStore } from "#client/lib/storage.ts";
import type { Locale } from "#protocol/constants";
import type { PageIdentity } from "./user-details.ts";

export interface ExchangeOptions {
  readonly baseUrl: string;
  readonly inboxId: string;
  readonly locale: Locale;
  readonly store: KeyValueStore;
  readonly fetch: typeof fetch;
  /** Runs one at a time over all tabs, with the widget's own renewals. */
  readonly lock: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

export interface Exchanged {
  /** The session is another one now; false if it was this customer's already. */
  readonly replaced: boolean;
  /** What the shop calls them. */
  readonly name: string | undefined;
}

const claims = object({ sub: string }, { name: string, email: string, locale: string });

/** @throws ApiError if the shop's word was refused or nobody could be asked; the old session stays */
export function exchange(options: ExchangeOptions, identity: PageIdentity): Promise<Exchanged> {
  return options.lock(async () => {
    const { baseUrl, inboxId, locale, store, fetch } = options;
    const keys = keysOf(inboxId);
    const known = attemptJson(widgetSession, store.get(keys.session) ?? "");
    const mark = await markOf(identity);
    const before = store.get(keys.identity);
    const { name } = mark;
    if (known && mark.said !== undefined && before === `${mark.who} ${mark.said}`) return { replaced: false, name };
    const request = { inboxId, locale, ...identity };
    const ask = (token: string) => openSession({ baseUrl, fetch, token: async () => token }, request);
    const session = await ask(known?.token ?? "").catch((error: unknown) => {
      // Too old to be renewed, erased or joined before: the shop's word is enough.
      if (known && error instanceof ApiError && error.code === "unauthenticated") return ask("");
      throw error;
    });
    // Another customer of the shop was here before: nothing of theirs is for this one, not even what was not sent.
    if (before !== undefined && before.split(" ")[0] !== mark.who) forget(options);
    store.set(keys.session, JSON.stringify(session));
    store.set(keys.identity, `${mark.who} ${mark.said ?? ""}`);
    return { replaced: session.contactId !== known?.contactId, name };
  });
}

/** Nothing of whoever was here stays in this browser. */
export function forget({ store, inboxId }: Pick<ExchangeOptions, "store" | "inboxId">): void {
  for (const key of store.keys(keysOf(inboxId).all)) store.remove(key);
}

/** Has anybody written from here, or been identified? */
export function isKnown({ store, inboxId }: Pick<ExchangeOptions, "store" | "inboxId">): boolean {
  return store.get(keysOf(inboxId).session) !== undefined;
}

function keysOf(inboxId: string) {
  const all = `edgedesk:${inboxId}:`;
  return { all, session: `${all}session`, identity: `${all}identity` };
}

interface Mark {
  /** Digest of who it is. */
  readonly who: string;
  /** Digest of all that was said of them; only where the browser can make it (secure pages). */
  readonly said: string | undefined;
  readonly name: string | undefined;
}

/** Who it is and what the page says of them, as digests: enough to see that a page says the same as the last one. */
async function markOf({ identityToken, ...rest }: PageIdentity): Promise<Mark> {
  const said = identityToken === undefined ? { sub: rest.identifier } : claimsOf(identityToken);
  const name = said && "name" in said ? said.name : rest.name;
  const digest = crypto.subtle as SubtleCrypto | undefined;
  if (said?.sub === undefined || !digest) return { who: "?", said: undefined, name };
  const hexOf = async (text: string) => {
    const hash = await digest.digest("SHA-256", new TextEncoder().encode(text));
    return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  return { who: await hexOf(said.sub), said: await hexOf(JSON.stringify([said, rest.name, rest.email])), name };
}

function claimsOf(identityToken: string) {
  const payload = (identityToken.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(attempt(() => atob(payload)) ?? "", (char) => char.charCodeAt(0));
  return attemptJson(claims, new TextDecoder().decode(bytes));
}
function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
