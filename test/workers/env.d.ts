/** What `vitest.config.ts` binds besides `wrangler.toml`, for the tests' setup alone. */
declare namespace Cloudflare {
  interface Env {
    readonly TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
}
