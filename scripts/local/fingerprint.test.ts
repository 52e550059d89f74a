import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fingerprint, isCurrent, stamp } from "#scripts/local/fingerprint";

describe("a fingerprint of files", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "edgedesk-fingerprint-"));
    mkdirSync(join(root, "a/deep"), { recursive: true });
    writeFileSync(join(root, "a/deep/one.sql"), "1");
    writeFileSync(join(root, "a/two.sql"), "2");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test("stays when nothing changes, also after a move", () => {
    const before = fingerprint(root, ["a", "absent"]);
    const moved = `${root}-moved`;
    renameSync(root, moved);
    expect(fingerprint(moved, ["a", "absent"])).toBe(before);
    renameSync(moved, root);
  });

  test.each([
    ["a content changes", () => writeFileSync(join(root, "a/two.sql"), "3")],
    ["a file is added", () => writeFileSync(join(root, "a/three.sql"), "")],
    ["a file is renamed", () => renameSync(join(root, "a/two.sql"), join(root, "a/2.sql"))],
    ["a file goes", () => rmSync(join(root, "a/deep/one.sql"))],
    ["an absent source appears", () => writeFileSync(join(root, "absent"), "")],
  ])("is another one when %s", (_, change) => {
    const before = fingerprint(root, ["a", "absent"]);
    change();
    expect(fingerprint(root, ["a", "absent"])).not.toBe(before);
  });

  test("is current only where its stamp says so", () => {
    const file = join(root, "stamp");
    expect(isCurrent(file, "abc")).toBe(false);
    stamp(file, "abc");
    expect(isCurrent(file, "abc")).toBe(true);
    expect(isCurrent(file, "abd")).toBe(false);
  });
});
