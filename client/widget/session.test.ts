import { beforeEach, describe, expect, it, vi } from "vitest";
import { type KeyValueStore, memoryStore } from "#client/lib/storage.ts";
import { CustomerSession } from "./session.ts";
import { FakeServer } from "./testing/fake-server.ts";

let timeMs: number;
let server: FakeServer;
let store: KeyValueStore;
const replaced = vi.fn();

beforeEach(() => {
  timeMs = 1_800_000_000_000;
  server = new FakeServer(() => timeMs);
  store = memoryStore();
  replaced.mockReset();
});

function session(): CustomerSession {
  return new CustomerSession({
    baseUrl: "https://desk.test",
    inboxId: "web",
    locale: () => "zh-CN",
    store,
    fetch: server.fetch,
    nowMs: () => timeMs,
    lock: (work) => work(),
    replaced,
  });
}

describe("a customer's session", () => {
  it("begins when it is first needed, and once, however many ask", async () => {
    const mine = session();
    expect(mine.exists).toBe(false);
    expect(await Promise.all([mine.token(), mine.token()])).toEqual(["token-1", "token-1"]);
    expect(server.seen).toEqual([
      { path: "/api/v1/widget/sessions", token: undefined, body: { inboxId: "web", locale: "zh-CN" } },
    ]);
  });

  it("is the same after a reload", async () => {
    await session().token();
    expect(await session().token()).toBe("token-1");
  });

  it("is renewed with the old token, also when that has run out", async () => {
    const mine = session();
    await mine.token();
    timeMs += 2 * server.lifetimeMs;
    expect(await mine.token()).toBe("token-2");
    expect(server.seen.at(-1)).toMatchObject({ token: "token-1" });
    expect(replaced).not.toHaveBeenCalled();
  });

  it("takes what another tab has renewed instead of asking again", async () => {
    const mine = session();
    await mine.token();
    const other = session();
    expect(await other.renew()).toBe(true);
    expect(await mine.renew()).toBe(true);
    expect(mine.current().token).toBe("token-2");
    expect(server.seen).toHaveLength(2);
  });

  it("begins anew as somebody else when the old token is no good for anything, and says so", async () => {
    const mine = session();
    await mine.token();
    server.renewable = false;
    expect(await mine.renew()).toBe(false);
    expect(mine.current()).toMatchObject({ token: "token-2", contactId: "01990000-0000-7000-8000-0000000000bb" });
    expect(replaced).toHaveBeenCalledOnce();
  });

  it("keeps the old session when nobody could be asked, and can ask again", async () => {
    const mine = session();
    await mine.token();
    server.trouble.push("network", "unavailable");
    await expect(mine.renew()).rejects.toMatchObject({ status: 0 });
    await expect(mine.renew()).rejects.toMatchObject({ code: "unavailable" });
    expect(mine.current().token).toBe("token-1");
    expect(await mine.renew()).toBe(true);
  });

  it("does not trust what else is in its place in storage", async () => {
    store.set("edgedesk:web:session", '{"token":7}');
    expect(session().exists).toBe(false);
  });
});
