import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { verifyPassword } from "better-auth/crypto";
import { describe, expect, it } from "vitest";
import { parseKeyRing } from "#domain/privacy/key-ring";
import { ROLES } from "#protocol/constants";
import { createSeed } from "./seed.ts";

const keyRing = parseKeyRing(`k1=${Buffer.alloc(32, 1).toString("base64")}`);
const folder = join(import.meta.dirname, "../../migrations");
const migrations = readdirSync(folder)
  .filter((name) => name.endsWith(".sql"))
  .sort()
  .map((name) => readFileSync(join(folder, name), "utf8"));

function migrated(): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  db.exec("PRAGMA foreign_keys = ON");
  for (const migration of migrations) db.exec(migration);
  return db;
}

function passwordOf(db: DatabaseSync, email: string): string {
  const query = db.prepare("SELECT password FROM account JOIN user ON user.id = account.user_id WHERE email = ?");
  return String(query.get(email)?.password);
}

describe("the demo's seed", { timeout: 30_000 }, () => {
  it("has a login for each role, three of them agents, with passwords of its own", async () => {
    const [one, other] = await Promise.all([createSeed({ keyRing, nowMs: 1 }), createSeed({ keyRing, nowMs: 1 })]);
    expect(new Set(one.logins.map((login) => login.role))).toEqual(new Set(ROLES));
    expect(one.logins.filter((login) => login.role === "agent")).toHaveLength(3);
    const passwords = [...one.logins, ...other.logins].map((login) => login.password);
    expect(new Set(passwords).size).toBe(passwords.length);
  });

  it("may be run again after it was cut short: the last logins hold, and nothing is there twice", async () => {
    const db = migrated();
    const first = await createSeed({ keyRing, nowMs: 1_000 });
    db.exec(first.sql);
    const again = await createSeed({ keyRing, nowMs: 2_000 });
    db.exec(again.sql);
    for (const { email, password } of again.logins) {
      expect(await verifyPassword({ hash: passwordOf(db, email), password })).toBe(true);
    }
    const count = (table: string) => db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n;
    expect([count("user"), count("account"), count("inboxes"), count("data_keys")]).toEqual([6, 6, 1, 1]);
    expect(db.prepare("SELECT value FROM settings WHERE key = 'seeded_at_ms'").get()?.value).toBe("1000");
  });

  it("registers the actors that agents and teams will have", async () => {
    const db = migrated();
    db.exec((await createSeed({ keyRing, nowMs: 1 })).sql);
    const unregistered = db.prepare(
      "SELECT id FROM user WHERE id NOT IN (SELECT name FROM actor_registry WHERE kind = 'agent') " +
        "UNION SELECT id FROM teams WHERE id NOT IN (SELECT name FROM actor_registry WHERE kind = 'queue')",
    );
    expect(unregistered.all()).toEqual([]);
  });

  it("keeps no password and no inbox secret in plain", async () => {
    const { sql, logins } = await createSeed({ keyRing, nowMs: 1 });
    for (const { password } of logins) expect(sql).not.toContain(password);
  });
});
