import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lockfile, missingOptional, placeholderFor } from "#scripts/checks/lockfile";
import { repositoryRoot } from "#scripts/local/instance";

describe("package-lock.json", () => {
  test("holds every optional package, so that npm ci takes it (npm run lockfile adds what is missing)", () => {
    const text = readFileSync(join(repositoryRoot, "package-lock.json"), "utf8");
    expect(missingOptional(lockfile.parse(JSON.parse(text)))).toEqual([]);
  });
});

describe("a lock without another platform's package", () => {
  const lock = {
    packages: {
      "": {},
      "node_modules/tool": {
        optionalDependencies: { "@tool/here": "1.0.0", "@tool/win32-x64": "1.0.0", inner: "2.0.0" },
      },
      "node_modules/@tool/here": {},
      "node_modules/tool/node_modules/inner": { optionalDependencies: { "@tool/here": "1.0.0", deep: "3.0.0" } },
    },
  };

  test("is found out, wherever the package may lie", () => {
    expect(missingOptional(lock)).toEqual([
      { name: "@tool/win32-x64", version: "1.0.0", usedBy: "node_modules/tool" },
      { name: "deep", version: "3.0.0", usedBy: "node_modules/tool/node_modules/inner" },
    ]);
  });

  test.each([
    ["@biomejs/cli-linux-x64-musl", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }],
    ["@oxc-parser/binding-linux-arm-gnueabihf", { os: ["linux"], cpu: ["arm"], libc: ["glibc"] }],
    ["@oxc-parser/binding-win32-ia32-msvc", { os: ["win32"], cpu: ["ia32"] }],
    ["@cloudflare/workerd-windows-64", { os: ["win32"], cpu: ["x64"] }],
    ["@cloudflare/workerd-darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
  ])("gets %s back by its name", (name, platform) => {
    expect(placeholderFor({ name, version: "1.2.3", usedBy: "" })).toEqual({
      version: "1.2.3",
      dev: true,
      optional: true,
      ...platform,
    });
  });

  test("does not get a package that every platform needs", () => {
    expect(() => placeholderFor({ name: "inner", version: "2.0.0", usedBy: "" })).toThrow("inner");
  });
});
