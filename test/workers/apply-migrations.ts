/** Every test file in workerd begins with the migrated, empty database, and with no actor, object or job of the one before. */
import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { inject } from "vitest";

await reset();
await applyD1Migrations(env.DB, inject("migrations"));
