/** Migrations of an actor's storage: each once, in order, all or nothing, and never another text than ran. */
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { isMigrated, MigrationChanged, migrate } from "#actors/runtime/migrations";
import { blankActor } from "#test/workers/blank-actor";

const FIRST = "CREATE TABLE first (n INTEGER) STRICT; INSERT INTO first (n) VALUES (1);";
const SECOND = "INSERT INTO first (n) VALUES (2);";

function onStorage(body: (storage: DurableObjectStorage) => void): Promise<void> {
  return runInDurableObject(blankActor(), (_actor, { storage }) => body(storage));
}

function tables({ sql }: DurableObjectStorage): string[] {
  const rows = sql
    .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .toArray();
  return rows.map(({ name }) => name).filter((name) => !name.startsWith("_cf_"));
}

function numbers({ sql }: DurableObjectStorage): number[] {
  return sql
    .exec<{ n: number }>("SELECT n FROM first ORDER BY rowid")
    .toArray()
    .map(({ n }) => n);
}

describe("migrations", () => {
  it("run once each, in order, however often they are asked for", () =>
    onStorage((storage) => {
      for (const list of [[FIRST], [FIRST], [FIRST, SECOND], [FIRST, SECOND]]) migrate(storage, list);
      expect(numbers(storage)).toEqual([1, 2]);
    }));

  it("leave an actor that was only asked for without any storage", () =>
    onStorage((storage) => {
      expect(isMigrated(storage)).toBe(false);
      expect(tables(storage)).toEqual([]);
      migrate(storage, [FIRST]);
      expect(isMigrated(storage)).toBe(true);
    }));

  it("are never edited: one that was is refused, and what follows it does not run", () =>
    onStorage((storage) => {
      migrate(storage, [FIRST]);
      expect(() => migrate(storage, [`${FIRST} `, SECOND])).toThrow(MigrationChanged);
      expect(() => migrate(storage, [SECOND, FIRST])).toThrow("migration 1 was changed");
      expect(numbers(storage)).toEqual([1]);
      migrate(storage, [FIRST, SECOND]);
      expect(numbers(storage)).toEqual([1, 2]);
    }));

  it("are undone together when one breaks, halfway through it too", () =>
    onStorage((storage) => {
      const half = "CREATE TABLE half (n INTEGER) STRICT; INSERT INTO nowhere VALUES (1);";
      expect(() => migrate(storage, [FIRST, half])).toThrow("no such table: nowhere");
      expect([isMigrated(storage), tables(storage)]).toEqual([false, []]);
      migrate(storage, [FIRST]);
      expect(() => migrate(storage, [FIRST, SECOND, half])).toThrow("nowhere");
      expect([tables(storage), numbers(storage)]).toEqual([["_migrations", "first"], [1]]);
      migrate(storage, [FIRST, SECOND]);
      expect(numbers(storage)).toEqual([1, 2]);
    }));

  it("of a newer release do not disturb an older one that is still running", () =>
    onStorage((storage) => {
      migrate(storage, [FIRST, SECOND]);
      migrate(storage, [FIRST]);
      expect(numbers(storage)).toEqual([1, 2]);
    }));
});
