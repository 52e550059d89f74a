/** Makes `migrations/` from the schemas: `npx drizzle-kit generate --name initial`. */
import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  schema: "./domain/**/schema.ts",
  out: "./migrations",
});
