/** Who is next: those who lost their agent before all others, by how long they wait; the others as they came, pressing ones a little before. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { queueMigrations } from "#actors/queue/migrations";
import { QueueStore } from "#actors/queue/store";
import { migrate } from "#actors/runtime/migrations";
import { begin } from "#test/workers/begin";
import { blankActor } from "#test/workers/blank-actor";
import { openShop } from "#test/workers/shop";

const RUNS = 200;
let made = 0;

function withStorage(body: (storage: DurableObjectStorage) => void): Promise<void> {
  made += 1;
  return runInDurableObject(env.QUEUE.get(env.QUEUE.idFromName(`order-${made}`)), (_, { storage }) => body(storage));
}

function withStore(body: (store: QueueStore) => void): Promise<void> {
  return withStorage(({ sql }) => body(new QueueStore(sql)));
}

const entry = (conversationId: string, waitingSinceMs = 0, epoch = 1) => ({
  conversationId,
  epoch,
  weight: 1,
  waitingSinceMs,
});

function line(store: QueueStore): string[] {
  return store.first(100).map(({ conversationId }) => conversationId);
}

/** As matching goes through the queue. */
function walked(store: QueueStore): string[] {
  const ids: string[] = [];
  for (let at = store.first(1)[0]; at !== undefined; at = store.next(at)) ids.push(at.conversationId);
  return ids;
}

function positions(store: QueueStore): (number | undefined)[] {
  return store.first(100).map((waiting) => store.positionOf(waiting));
}

/** Somebody comes, or is put back; few moments and few people, so that they meet. */
const arrival = fc.record({
  conversationId: fc.constantFrom(..."abcdefgh"),
  waitingSinceMs: fc.nat({ max: 3 }),
  headStartMs: fc.integer({ min: -2, max: 2 }),
  atHead: fc.boolean(),
  leaves: fc.nat({ max: 4 }).map((dice) => dice === 0),
});

describe("the order of the queue", () => {
  it("of those who were put back is the same in whatever order they are told of", () =>
    withStore((store) => {
      const longFirst = [entry("b", 10), entry("a", 20), entry("c", 20), entry("d", 30)];
      const orders = fc.shuffledSubarray(longFirst, { minLength: longFirst.length });
      fc.assert(
        fc.property(orders, fc.nat({ max: longFirst.length }), (told, toldBefore) => {
          for (const { conversationId } of store.first(100)) store.remove(conversationId);
          store.insert(entry("came-1", 5), false);
          for (const waiting of told.slice(0, toldBefore)) store.insert(waiting, true);
          store.insert(entry("came-2", 6), false);
          for (const waiting of told.slice(toldBefore)) store.insert(waiting, true);
          expect(line(store)).toEqual(["b", "a", "c", "d", "came-1", "came-2"]);
        }),
        { numRuns: RUNS },
      );
    }));

  it("is one order, whether it is listed, gone through or counted, whatever happens", () =>
    withStore((store) => {
      fc.assert(
        fc.property(fc.array(arrival, { maxLength: 20 }), (arrivals) => {
          for (const { conversationId } of store.first(100)) store.remove(conversationId);
          const there = new Map<string, { band: number; standsAtMs: number }>();
          for (const { conversationId, waitingSinceMs, headStartMs, atHead, leaves } of arrivals) {
            there.delete(conversationId);
            store.remove(conversationId);
            if (leaves) continue;
            store.insert({ ...entry(conversationId, waitingSinceMs), headStartMs }, atHead);
            const standsAtMs = atHead ? waitingSinceMs : waitingSinceMs - headStartMs;
            there.set(conversationId, { band: atHead ? 0 : 1, standsAtMs });
          }
          const expected = [...there]
            .sort(([a, one], [b, other]) => {
              const byPlace = one.band - other.band || one.standsAtMs - other.standsAtMs;
              return byPlace !== 0 ? byPlace : a < b ? -1 : 1;
            })
            .map(([id]) => id);
          expect(line(store)).toEqual(expected);
          expect(walked(store)).toEqual(expected);
          expect(positions(store)).toEqual(expected.map((_, index) => index + 1));
        }),
        { numRuns: RUNS },
      );
    }));

  it("has a place behind one that is gone meanwhile", () =>
    withStore((store) => {
      for (const id of ["a", "b", "c"]) store.insert(entry(id), false);
      const second = store.entry("b");
      if (second === undefined) throw new Error("not there");
      store.remove("b");
      store.insert(entry("z"), true);
      expect(store.next(second)?.conversationId).toBe("c");
    }));

  it("moves one that comes again at a later epoch", () =>
    withStore((store) => {
      for (const id of ["a", "b", "c"]) store.insert(entry(id), false);
      store.insert(entry("c", 0, 3), true);
      expect([line(store), store.entry("c")?.epoch]).toEqual([["c", "a", "b"], 3]);
      store.insert(entry("c", 0, 5), false);
      expect(line(store)).toEqual(["a", "b", "c"]);
    }));

  it("that an earlier release left goes on by how long they wait, behind who is put back from now on", () =>
    runInDurableObject(blankActor(), (_, { storage }) => {
      const { sql } = storage;
      // As that release knows the table, and as it goes on writing for minutes after a deploy.
      const write = (id: string, rank: number) =>
        sql.exec(
          "INSERT INTO entries (conversation_id, epoch, rank, weight, waiting_since_ms) VALUES (?, 1, ?, 1, 0)",
          id,
          rank,
        );
      migrate(storage, queueMigrations.slice(0, 2));
      write("came", 1);
      write("put-back", 0);
      migrate(storage, queueMigrations);
      const store = new QueueStore(sql);
      store.insert(entry("now"), true);
      store.insert(entry("last"), false);
      write("late", -7);
      // What was put back then is not told from what came: both stand by how long they wait.
      expect(line(store)).toEqual(["now", "came", "last", "late", "put-back"]);
    }));

  it("is looked up, not sorted anew each time", () =>
    withStorage(({ sql }) => {
      const plan = (query: string) =>
        sql
          .exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
          .toArray()
          .map(({ detail }) => detail);
      const inOrder = "ORDER BY band, stands_at_ms, conversation_id LIMIT 1";
      for (const where of ["", "WHERE (band, stands_at_ms, conversation_id) > (0, 5, 'a')"])
        expect(plan(`SELECT * FROM entries ${where} ${inOrder}`)).toEqual([expect.stringContaining("entries_order")]);
    }));
});

describe("what conversations tell of themselves", () => {
  it("puts those who lost their agent at once where they belong, though the news of the longest wait comes last", async () => {
    await openShop();
    const { conversationId } = await begin();
    const summary = await env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)).summary();
    if (summary === undefined) throw new Error("not begun");
    const queue = env.QUEUE.get(env.QUEUE.idFromName("nobody-works-here"));
    const told = (id: string, waitingSinceMs: number, atHead: boolean) => {
      const conversation = { ...summary.conversation, id, teamId: "nobody-works-here" };
      return queue.conversationChanged({ ...summary, conversation, waitingSinceMs, atHead });
    };
    await told("came", 1, false);
    await told("short", 30, true);
    await told("longer", 20, true);
    await told("longest", 10, true);
    const ids = ["longest", "longer", "short", "came"];
    expect(await Promise.all(ids.map((id) => queue.position(id)))).toEqual([1, 2, 3, 4]);
  });
});
