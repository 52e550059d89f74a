/** `npm run deploy -- --dry-run`: what would be uploaded is small, whole, and without the demo. `npm run setup` says what it would do. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "#scripts/local/instance";
import { SECRET_NAMES } from "#scripts/local/secrets";
import { ASSETS_DIR, WORKER_DIR } from "#scripts/production/build";
import { problemsOf, readProductionConfig } from "#scripts/production/config";

/** Two thirds of what the platform lets a worker of the free plan have, so that there is room to grow. */
const MAX_WORKER_BYTES = 2_048 * 1_024;

async function run(script: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(repositoryRoot, "scripts", script), ...args], {
    cwd: repositoryRoot,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await once(child, "close");
  return { code: child.exitCode, output };
}

describe("a deployment to production", () => {
  let ran: Awaited<ReturnType<typeof run>>;

  beforeAll(async () => {
    ran = await run("deploy.ts", "--dry-run");
  });

  test("is built and bundled without an account", () => {
    expect(ran.output).toContain("--dry-run: exiting now.");
    expect(ran.code).toBe(0);
    const worker = readFileSync(join(repositoryRoot, WORKER_DIR, "index.js"));
    expect(gzipSync(worker).length).toBeLessThan(MAX_WORKER_BYTES);
    // The bundler heads each module with its path: none is the demo's, and the others are there.
    const modules = [...worker.toString().matchAll(/^\/\/ (\S+\.ts)$/gm)].map(([, path = ""]) => path);
    expect(modules.some((path) => path.endsWith("worker/routes/health.ts"))).toBe(true);
    expect(modules.filter((path) => path.includes("worker/demo/"))).toEqual([]);
    // Everything that the worker asks its environment for is bound.
    for (const binding of ["CONVERSATION", "AGENT", "QUEUE", "DB", "LEDGER", "FILES", "EMAIL", "JOBS", "ASSETS"])
      expect(ran.output).toMatch(new RegExp(`env\\.${binding}\\b`));
  });

  test("has the widget, the console and a landing page, and nothing of the demo", () => {
    const assets = join(repositoryRoot, ASSETS_DIR);
    for (const page of ["index.html", "console/index.html", "widget.js", "widget-app.en.js", "widget-app.zh-CN.js"])
      expect([page, existsSync(join(assets, page))]).toEqual([page, true]);
    expect(existsSync(join(assets, "demo"))).toBe(false);
    const pages = globSync("**/*.html", { cwd: assets }).map((page) => readFileSync(join(assets, page), "utf8"));
    expect(pages.filter((page) => page.includes("/demo"))).toEqual([]);
    expect(readProductionConfig().isDemo).toBe(false);
    expect(ran.output).toMatch(/env\.DEMO \("off"\)/);
  });

  test("is refused as long as production lacks something, and says what", async () => {
    const config = readProductionConfig();
    expect(config.secrets).toEqual(SECRET_NAMES);
    const complete = { ...config, databaseId: "5a7b1c2d-0000-4000-8000-00000000000f", mailFrom: "desk@shop.example" };
    expect(problemsOf(complete)).toEqual([]);
    expect(problemsOf({ ...complete, isDemo: true })).toHaveLength(1);
    expect(problemsOf({ ...complete, publicUrl: "http://desk.shop.example" })).toHaveLength(1);
    expect(problemsOf({ ...complete, secrets: SECRET_NAMES.slice(1) })).toHaveLength(1);
    if (problemsOf(config).length === 0) return;
    const { code, output } = await run("deploy.ts");
    expect(code).toBe(1);
    expect(output).toContain("Nothing was deployed.");
  });
});

test("setup's dry run names every resource of production, and makes nothing", async () => {
  const { databaseName, buckets, queues } = readProductionConfig();
  const before = readFileSync(join(repositoryRoot, "wrangler.toml"), "utf8");
  const { code, output } = await run("setup.ts", "--dry-run", "--domain", "desk.shop.example");
  expect(code).toBe(0);
  for (const name of [databaseName, ...buckets, ...queues]) expect(output).toMatch(new RegExp(` create ${name}\\b`));
  expect(output).toContain("wrangler secret bulk --env production");
  expect(readFileSync(join(repositoryRoot, "wrangler.toml"), "utf8")).toBe(before);
});
