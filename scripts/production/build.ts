/** Builds what a production instance serves to browsers into a folder of its own; `npm start` goes on with its own. */
import { ToolFailed } from "#scripts/local/failures";
import { runTool } from "#scripts/local/run-tool";

/** As `[env.production.assets]` names it. */
export const ASSETS_DIR = "dist/production";
/** Where the bundle of the worker is put, to be looked at. */
export const WORKER_DIR = "dist/production-worker";

/** What the bundler takes in place of the demo's server part. */
export const NO_DEMO = "#worker/demo/routes:./scripts/production/no-demo.ts";

/** @throws ToolFailed with what the build printed last */
export async function buildForProduction(): Promise<void> {
  const command = ["scripts/build-client.ts", "--production"];
  const { code, output } = await runTool(process.execPath, command, { ...process.env, NODE_ENV: "production" });
  if (code !== 0) throw new ToolFailed(`node ${command.join(" ")}`, output);
}
