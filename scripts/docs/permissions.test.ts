import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { GRANTED_PERMISSIONS } from "#domain/identity/permissions";
import { permissionsDocument } from "#scripts/docs/permissions";
import { repositoryRoot } from "#scripts/local/instance";

it("docs/security/permissions.md is what the declarations say; run `npm run docs:permissions`", () => {
  expect(readFileSync(join(repositoryRoot, "docs/security/permissions.md"), "utf8")).toBe(permissionsDocument());
});

it("names every permission twice: who holds it, and what asks for it", () => {
  const rows = permissionsDocument()
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  expect(rows).toHaveLength(2 * GRANTED_PERMISSIONS.length);
});
