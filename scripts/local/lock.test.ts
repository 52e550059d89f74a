import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { withLock } from "#scripts/local/lock.mjs";

describe("a lock", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "edgedesk-lock-"));
    file = join(folder, "lock");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("has one holder at a time, and the other one is told that it waits", async () => {
    const waited = vi.fn();
    const events: string[] = [];
    const first = withLock(file, waited, async () => {
      events.push("first in");
      await new Promise((done) => setTimeout(done, 50));
      events.push("first out");
    });
    const second = withLock(file, waited, () => events.push("second in"));
    await Promise.all([first, second]);
    expect(events).toEqual(["first in", "first out", "second in"]);
    expect(waited).toHaveBeenCalledTimes(1);
  });

  test("is free again after a failure", async () => {
    await expect(withLock(file, vi.fn(), () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(existsSync(file)).toBe(false);
  });

  test("is taken over from a process that died with it", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    writeFileSync(file, String(pid));
    expect(await withLock(file, vi.fn(), () => "mine")).toBe("mine");
  });
});
