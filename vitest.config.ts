/**
 * Tests by the runtime they need: `unit` in plain Node, `workers` in workerd with real bindings, `browser` and `faults`
 * against a server of their own, started as `npm start` starts it.
 */
import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { cloudflareTest, type D1Migration, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

function keys(current: number, old: number): string {
  return [current, old].map((fill, index) => `test${1 - index}=${Buffer.alloc(32, fill).toString("base64")}`).join();
}

/** Secrets are well-formed and worthless; the plugin takes `[secrets]` of wrangler.toml from the environment. */
Object.assign(process.env, {
  WRANGLER_LOG: "warn",
  // Rotated once: what is of before names test0, and tests make it so.
  KEY_RING: keys(1, 6),
  BLIND_INDEX_KEYS: keys(2, 7),
  AUTH_SECRET: Buffer.alloc(32, 3).toString("base64"),
  CUSTOMER_TOKEN_SECRET: Buffer.alloc(32, 4).toString("base64"),
  // PKCS #8 of an Ed25519 key: a fixed head, then its 32 bytes.
  AUDIT_SIGNING_KEY: Buffer.concat([
    Buffer.from("302e020100300506032b657004220420", "hex"),
    Buffer.alloc(32, 5),
  ]).toString("base64"),
});

// The assets binding wants its folder, built or not.
mkdirSync(join(root, "dist/client"), { recursive: true });

declare module "vitest" {
  export interface ProvidedContext {
    /** Of D1; `test/workers/apply-migrations.ts` applies them. */
    readonly migrations: D1Migration[];
  }
}

export default defineConfig({
  test: {
    // On two cores vitest would take one of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          // Nothing here changes anything global, and a process a file costs more than most files.
          isolate: false,
          include: ["{protocol,domain,durable-objects,worker,client,scripts,bench,test/screens}/**/*.test.{ts,tsx}"],
          // Thousands of cases take seconds where others work on the machine too.
          testTimeout: 30_000,
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: join(root, "wrangler.toml") },
            miniflare: {
              bindings: {
                // Long enough for a reload in a test, short enough to wait for.
                AGENT_DROP_GRACE_MS: "500",
                // Tests are faster than people; those of the limits themselves set them.
                FRAME_RATE_FACTOR: "1000",
                REQUEST_LIMITS: "off",
              },
            },
          }),
        ],
        test: {
          name: "workers",
          // A runtime a file would load all of the worker anew; the setup file takes away what the file before left.
          isolate: false,
          // Many of these tests mostly wait.
          maxWorkers: Math.max(3, availableParallelism()),
          sequence: { groupOrder: 1 },
          include: ["test/workers/**/*.test.ts"],
          setupFiles: ["test/workers/apply-migrations.ts"],
          provide: { migrations: await readD1Migrations(join(root, "migrations")) },
          // Three at a time on two cores: what takes a second alone may take ten of them.
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 45_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "browser",
          environment: "node",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/browser/global-setup.ts"],
          // A process and its browser stay from file to file; their servers are made before the first. Two wait less than one.
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          // What is waited for comes when it comes; where it has to come soon, the test says so.
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: "faults",
          environment: "node",
          // Its writers are no people.
          env: { FRAME_RATE_FACTOR: "1000", REQUEST_LIMITS: "off" },
          include: ["test/faults/**/*.test.ts"],
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          testTimeout: 600_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
