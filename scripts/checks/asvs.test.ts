import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { ASVS_POINTS, ASVS_STATES, asvsCounts, asvsRows, pathsIn } from "#scripts/checks/asvs";
import { repositoryRoot } from "#scripts/local/instance";

const read = (file: string) => readFileSync(join(repositoryRoot, file), "utf8");

describe("docs/security/asvs.md", () => {
  const text = read("docs/security/asvs.md");
  const rows = asvsRows(text);

  it("has every point of levels 1 and 2 once, in order, and no other", () => {
    expect(ASVS_POINTS).toHaveLength(253);
    expect(rows.map(({ point }) => point)).toEqual(ASVS_POINTS);
  });

  it("says of each in which state it is, and where or why", () => {
    const states: readonly string[] = ASVS_STATES;
    const odd = rows.filter(({ state, where }) => !states.includes(state) || where.trim() === "");
    expect(odd).toEqual([]);
  });

  it("counts them truly", () => {
    const line = text.split("\n").find((each) => /^\d+ met, /.test(each));
    expect(line).toBe(asvsCounts(rows));
  });
});

describe.each([
  "SECURITY.md",
  "docs/security/asvs.md",
  "docs/security/authentication.md",
  "docs/security/cryptography.md",
  "docs/security/data.md",
  "docs/security/operation.md",
])("%s", (file) => {
  it("names only files that there are", () => {
    const isThere = (path: string) =>
      existsSync(join(repositoryRoot, path)) || existsSync(join(repositoryRoot, dirname(file), path));
    expect(pathsIn(read(file)).filter((path) => !isThere(path))).toEqual([]);
  });
});
