import { beforeEach, describe, expect, it } from "vitest";
import { type KeyValueStore, memoryStore } from "#client/lib/storage.ts";
import { exchange, forget, isKnown } from "./identity-exchange.ts";

interface Seen {
  readonly token: string | null;
  readonly identityToken: unknown;
}

let store: KeyValueStore;
let seen: Seen[];
let answer: (seen: Seen) => Response;
const contactOf = { ann: "01990000-0000-7000-8000-0000000000aa", bob: "01990000-0000-7000-8000-0000000000bb" };
const GUEST = "01990000-0000-7000-8000-0000000000cc";

beforeEach(() => {
  store = memoryStore();
  seen = [];
  answer = ({ identityToken }) => {
    const { sub } = JSON.parse(atob(String(identityToken).split(".")[1] ?? ""));
    const contactId = sub === "ann" ? contactOf.ann : contactOf.bob;
    return Response.json({ token: `token-${seen.length}`, contactId, expiresAtMs: 1 }, { status: 201 });
  };
});

function tokenOf(claims: Record<string, unknown>): string {
  return `head.${btoa(JSON.stringify(claims)).replace(/=+$/, "")}.signature`;
}

async function identify(claims: Record<string, unknown>): Promise<boolean> {
  const options = {
    baseUrl: "https://desk.test",
    inboxId: "web",
    locale: "en" as const,
    store,
    lock: <Value>(work: () => Promise<Value>) => work(),
    fetch: async (_: RequestInfo | URL, init?: RequestInit) => {
      const token = new Headers(init?.headers).get("authorization");
      seen.push({ token, identityToken: JSON.parse(String(init?.body)).identityToken });
      return answer(seen.at(-1) ?? { token, identityToken: undefined });
    },
  };
  return (await exchange(options, { identityToken: tokenOf(claims) })).replaced;
}

function sessionOf(): unknown {
  return JSON.parse(store.get("edgedesk:web:session") ?? "null");
}

function beGuest(): void {
  store.set("edgedesk:web:session", JSON.stringify({ token: "guest", contactId: GUEST, expiresAtMs: 1 }));
}

describe("a customer whom the shop names", () => {
  it("gets a session of their own, and brings along what they wrote as a guest", async () => {
    beGuest();
    expect(await identify({ sub: "ann", iat: 1 })).toBe(true);
    expect(seen).toMatchObject([{ token: "Bearer guest" }]);
    expect(sessionOf()).toMatchObject({ token: "token-1", contactId: contactOf.ann });
  });

  it("is asked for once, however many pages say the same of them", async () => {
    await identify({ sub: "ann", name: "Ann", iat: 1, exp: 2 });
    expect(await identify({ sub: "ann", name: "Ann", iat: 3, exp: 4 })).toBe(false);
    expect(seen).toHaveLength(1);
    // A new name is news, though the session stays with the same contact.
    expect(await identify({ sub: "ann", name: "Ann Berg", iat: 3, exp: 4 })).toBe(false);
    expect(seen).toHaveLength(2);
  });

  it("finds nothing of whoever was named in this browser before", async () => {
    await identify({ sub: "ann" });
    store.set("edgedesk:web:outbox:1", "not sent by Ann");
    expect(await identify({ sub: "bob" })).toBe(true);
    expect(store.keys("edgedesk:web:").sort()).toEqual(["edgedesk:web:identity", "edgedesk:web:session"]);
    expect(sessionOf()).toMatchObject({ contactId: contactOf.bob });
    expect(store.get("edgedesk:web:identity")).not.toMatch(/bob|ann/);
  });

  it("needs no guest's session that is over", async () => {
    beGuest();
    const right = answer;
    const over = { type: "about:blank", title: "over", status: 401, code: "unauthenticated" };
    answer = (asked) => (asked.token === null ? right(asked) : Response.json(over, { status: 401 }));
    expect(await identify({ sub: "ann" })).toBe(true);
    expect(seen.map(({ token }) => token)).toEqual(["Bearer guest", null]);
  });

  it("stays who they were when the token is refused or nobody could be asked", async () => {
    beGuest();
    const refused = { type: "about:blank", title: "no", status: 403, code: "forbidden", reason: "identity_expired" };
    answer = () => Response.json(refused, { status: 403 });
    await expect(identify({ sub: "ann" })).rejects.toMatchObject({ reason: "identity_expired" });
    answer = () => {
      throw new TypeError("Failed to fetch");
    };
    await expect(identify({ sub: "ann" })).rejects.toMatchObject({ code: "unavailable" });
    expect(sessionOf()).toMatchObject({ token: "guest" });
  });

  it("leaves nothing behind when they sign out", async () => {
    await identify({ sub: "ann" });
    store.set("edgedesk:other:session", "of another inbox");
    expect(isKnown({ store, inboxId: "web" })).toBe(true);
    forget({ store, inboxId: "web" });
    expect(store.keys("edgedesk:")).toEqual(["edgedesk:other:session"]);
    expect(isKnown({ store, inboxId: "web" })).toBe(false);
  });
});
