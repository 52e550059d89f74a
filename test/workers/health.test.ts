import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { call, openShop } from "#test/workers/shop";

it("an instance is ready once it is seeded, and not before", async () => {
  const early = await call("/healthz");
  expect([early.status, await early.json()]).toEqual([503, expect.objectContaining({ code: "unavailable" })]);
  await openShop();
  const ready = await call("/healthz");
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ok" }]);
});

it("an instance whose database was never migrated is not ready either", async () => {
  await env.DB.exec("DROP TABLE settings");
  expect((await call("/healthz")).status).toBe(503);
});
