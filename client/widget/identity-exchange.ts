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

export interface ExchangeOptions {
  readonly baseUrl: string;
  readonly inboxId: string;
  readonly locale: Locale;
  readonly store: KeyValueStore;
  readonly fetch: typeof fetch;
  /** Runs one at a time over all tabs, with the widget's own renewals. */
  readonly lock: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

const claims = object({ sub: string }, { name: string, email: string, locale: string });

/**
 * @returns whether the session is another one now; false if it was this customer's already
 * @throws ApiError if the token was refused or nobody could be asked; the old session stays
 */
export function exchange(options: ExchangeOptions, identityToken: string): Promise<boolean> {
  return options.lock(async () => {
    const { baseUrl, inboxId, locale, store, fetch } = options;
    const keys = keysOf(inboxId);
    const known = attemptJson(widgetSession, store.get(keys.session) ?? "");
    const identity = await markOf(identityToken);
    const before = store.get(keys.identity);
    if (known && identity.said !== undefined && before === `${identity.who} ${identity.said}`) return false;
    const request = { inboxId, locale, identityToken };
    const ask = (token: string) => openSession({ baseUrl, fetch, token: async () => token }, request);
    const session = await ask(known?.token ?? "").catch((error: unknown) => {
      // Too old to be renewed, erased or joined before: the shop's word is enough.
      if (known && error instanceof ApiError && error.code === "unauthenticated") return ask("");
      throw error;
    });
    // Another customer of the shop was here before: nothing of theirs is for this one, not even what was not sent.
    if (before !== undefined && before.split(" ")[0] !== identity.who) forget(options);
    store.set(keys.session, JSON.stringify(session));
    store.set(keys.identity, `${identity.who} ${identity.said ?? ""}`);
    return session.contactId !== known?.contactId;
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

/**
 * Who the token is of and what it says of them, as digests: enough to see that a page says the same as the last one.
 * @returns `said` only where the browser can make them (secure pages)
 */
async function markOf(identityToken: string): Promise<{ who: string; said: string | undefined }> {
  const payload = (identityToken.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(attempt(() => atob(payload)) ?? "", (char) => char.charCodeAt(0));
  const said = attemptJson(claims, new TextDecoder().decode(bytes));
  const digest = crypto.subtle as SubtleCrypto | undefined;
  if (!said || !digest) return { who: "?", said: undefined };
  const hexOf = async (text: string) => {
    const hash = await digest.digest("SHA-256", new TextEncoder().encode(text));
    return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  return { who: await hexOf(said.sub), said: await hexOf(JSON.stringify(said)) };
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
