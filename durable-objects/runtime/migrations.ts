/**
 * Append-only migrations of one actor's SQLite. Each runs once, in order; a released one is never edited, only followed by
 * another. Code of the previous release may meet a newer schema for minutes after a deploy, so migrations only add.
 */
import { createHash } from "node:crypto";

/** A migration: one or more SQL statements. Its position in the list is its version, from 1. */
export type Migration = string;

export class MigrationChanged extends Error {
  constructor(version: number) {
    super(`migration ${version} was changed after it had run; append a new one instead`);
    this.name = "MigrationChanged";
  }
}

/** Whether the actor was ever used. One that was only asked for has no storage, and shall not come to have any. */
export function isMigrated(storage: DurableObjectStorage): boolean {
  return storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = '_migrations'").toArray().length > 0;
}

/**
 * Brings the storage up to the list's end, all or nothing.
 * @throws MigrationChanged if one that ran before is not the same text now
 */
export function migrate(storage: DurableObjectStorage, migrations: readonly Migration[]): void {
  storage.transactionSync(() => {
    const { sql } = storage;
    sql.exec("CREATE TABLE IF NOT EXISTS _migrations (version INTEGER PRIMARY KEY, digest TEXT NOT NULL) STRICT");
    const applied = new Map<number, string>();
    for (const row of sql.exec<{ version: number; digest: string }>("SELECT version, digest FROM _migrations")) {
      applied.set(row.version, row.digest);
    }
    migrations.forEach((migration, index) => {
      const version = index + 1;
      const digest = createHash("sha256").update(migration).digest("hex");
      const before = applied.get(version);
      if (before === digest) return;
      if (before !== undefined) throw new MigrationChanged(version);
      sql.exec(migration);
      sql.exec("INSERT INTO _migrations (version, digest) VALUES (?, ?)", version, digest);
    });
  });
}
