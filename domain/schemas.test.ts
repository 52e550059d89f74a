import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from "drizzle-kit/api";
import { expect, it } from "vitest";

const migrationsDir = join(import.meta.dirname, "..", "migrations");
const schemaFiles = globSync("**/schema.ts", { cwd: import.meta.dirname }).map((file) =>
  join(import.meta.dirname, file),
);

it("the migrations make the tables that the schemas describe", async () => {
  const [latest = ""] = readdirSync(join(migrationsDir, "meta"))
    .filter((name) => name.endsWith("_snapshot.json"))
    .sort()
    .reverse();
  const migrated = JSON.parse(readFileSync(join(migrationsDir, "meta", latest), "utf8"));
  const rooms: object[] = await Promise.all(schemaFiles.map((file) => import(pathToFileURL(file).href)));
  const tables = Object.assign({}, ...rooms);
  const described = await generateSQLiteDrizzleJson(tables);
  expect(rooms.length).toBeGreaterThan(5);
  expect(await generateSQLiteMigration(migrated, described)).toEqual([]);
});
