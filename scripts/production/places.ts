/** Where an instance's database is, for `wrangler d1 execute`, and where people reach the instance. */
import { isDatabaseCurrent } from "#scripts/local/database";
import { readDemo } from "#scripts/local/demo";
import { type Environment, readInstance } from "#scripts/local/instance";
import { environmentOf } from "#scripts/local/wrangler";
import { readProductionConfig } from "#scripts/production/config";
import { PRODUCTION } from "#scripts/production/wrangler";

export interface Place {
  /** Arguments that name the database's place. */
  readonly target: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly url: string;
}

/** The instance of `STATE_DIR`, running or not. @throws Error if there is none */
export function localPlace(environment: Environment, url?: string): Place {
  const instance = readInstance(environment);
  if (!isDatabaseCurrent(instance))
    throw new Error(`There is no current instance in ${instance.stateDir}: run npm start.`);
  return {
    target: ["--local", "--persist-to", instance.dataDir],
    env: environmentOf(instance),
    // With the port of its latest start, which this process need not know.
    url: url ?? (environment.PORT ? instance.url : (readDemo(instance)?.url ?? instance.url)),
  };
}

/** @throws Error if nobody says where people reach it */
export function productionPlace(url = readProductionConfig().publicUrl): Place {
  if (url === "")
    throw new Error("Where is it? Add --url https://edgedesk.your-name.workers.dev, as `npm run deploy` printed it.");
  return { target: ["--env", PRODUCTION, "--remote"], env: process.env, url };
}
