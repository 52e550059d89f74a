import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseKeyRing } from "#domain/privacy/key-ring";
import { ensureSecrets } from "#scripts/local/secrets";

describe("local secrets", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "edgedesk-secrets-"));
    file = join(folder, "secrets.env");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("are different in each instance and of the form that their readers take", () => {
    const here = ensureSecrets(file);
    const there = ensureSecrets(join(folder, "other.env"));
    expect(parseKeyRing(here.KEY_RING).currentKeyId).toBe("k1");
    expect(parseKeyRing(here.BLIND_INDEX_KEYS).currentKeyId).toBe("k1");
    expect(Buffer.from(here.AUTH_SECRET, "base64")).toHaveLength(32);
    expect(new Set([...Object.values(here), ...Object.values(there)]).size).toBe(10);
  });

  test("can be read by their owner alone, even if the file was made otherwise", () => {
    writeFileSync(file, "", { mode: 0o644 });
    ensureSecrets(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("never change once made, and those that a newer version needs are added", () => {
    const first = ensureSecrets(file);
    const text = readFileSync(file, "utf8");
    expect(ensureSecrets(file)).toEqual(first);
    expect(readFileSync(file, "utf8")).toBe(text);

    writeFileSync(file, text.replace(/^AUTH_SECRET=.*\n/m, ""));
    const { AUTH_SECRET, ...kept } = ensureSecrets(file);
    expect(first).toMatchObject(kept);
    expect(AUTH_SECRET).not.toBe(first.AUTH_SECRET);
  });
});
