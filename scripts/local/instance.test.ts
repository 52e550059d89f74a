import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readInstance } from "#scripts/local/instance";
import { messagesFor } from "#scripts/local/messages";

describe("an instance", () => {
  const stateDir = mkdtempSync(join(tmpdir(), "edgedesk-instance-"));
  afterAll(() => rmSync(stateDir, { recursive: true, force: true }));

  test("keeps everything in its own folder and answers on its own port", () => {
    const instance = readInstance({ PORT: "8123", STATE_DIR: stateDir });
    expect(instance.url).toBe("http://localhost:8123");
    const { secretsFile, dataDir, demoFile, logFile, runningFile, migratedFile } = instance;
    for (const path of [secretsFile, dataDir, demoFile, logFile, runningFile, migratedFile]) {
      expect(path.startsWith(`${stateDir}/`)).toBe(true);
    }
  });

  test.each(["0", "65536", "80.5", "eighty", "-1"])("does not take %s for a port", (port) => {
    expect(() => readInstance({ PORT: port, STATE_DIR: stateDir })).toThrow(RangeError);
  });

  test("takes 8787 where none is given", () => {
    expect(readInstance({ PORT: "", STATE_DIR: stateDir }).port).toBe(8787);
  });
});

describe("the language of npm start", () => {
  test.each([
    [{ LC_ALL: "zh_CN.UTF-8", LANG: "en_US.UTF-8" }, "结束"],
    [{ LANG: "zh_TW" }, "结束"],
    [{ LC_MESSAGES: "en_GB.UTF-8", LANG: "zh_CN" }, "Ctrl-C ends it."],
    [{}, "Ctrl-C ends it."],
  ])("follows the terminal's: %o", (environment, expected) => {
    expect(messagesFor(environment).stop).toContain(expected);
  });
});
