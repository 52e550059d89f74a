/** What wrangler.toml says of production, and what is wrong with it. */

import { join } from "node:path";
import { unstable_readConfig } from "wrangler";
import { z } from "zod";
import { repositoryRoot } from "#scripts/local/instance";
import { SECRET_NAMES } from "#scripts/local/secrets";
import { PRODUCTION } from "#scripts/production/wrangler";

export const CONFIG_FILE = join(repositoryRoot, "wrangler.toml");

/** Stands where setup has not been. */
const NO_DATABASE = "00000000-0000-0000-0000-000000000000";

const named = z.object({ queue: z.string(), dead_letter_queue: z.string().optional() });
/** Of what wrangler makes of its file, the part that is looked at here. */
const wranglerConfig = z.object({
  d1_databases: z.tuple([z.object({ database_name: z.string(), database_id: z.string() })]),
  r2_buckets: z.array(z.object({ bucket_name: z.string() })),
  queues: z.object({ producers: z.array(named), consumers: z.array(named) }),
  secrets: z.object({ required: z.array(z.string()) }),
  vars: z.object({ PUBLIC_URL: z.string(), MAIL_FROM: z.string(), DEMO: z.string() }),
});

export interface ProductionConfig {
  readonly databaseName: string;
  readonly databaseId: string;
  readonly buckets: readonly string[];
  /** Those that are sent to, and the one that takes what failed. */
  readonly queues: readonly string[];
  readonly secrets: readonly string[];
  /** Empty: the workers.dev address. */
  readonly publicUrl: string;
  readonly mailFrom: string;
  readonly isDemo: boolean;
}

/** @throws Error if wrangler cannot read its file, or something is missing in it */
export function readProductionConfig(): ProductionConfig {
  const read: unknown = unstable_readConfig({ config: CONFIG_FILE, env: PRODUCTION });
  const { d1_databases, r2_buckets, queues, secrets, vars } = wranglerConfig.parse(read);
  const [{ database_name: databaseName, database_id: databaseId }] = d1_databases;
  const names = [...queues.producers, ...queues.consumers].flatMap(({ queue, dead_letter_queue }) => [
    queue,
    ...(dead_letter_queue === undefined ? [] : [dead_letter_queue]),
  ]);
  return {
    databaseName,
    databaseId,
    buckets: r2_buckets.map(({ bucket_name }) => bucket_name),
    queues: [...new Set(names)],
    secrets: secrets.required,
    publicUrl: vars.PUBLIC_URL,
    mailFrom: vars.MAIL_FROM,
    isDemo: vars.DEMO === "on",
  };
}

/** @returns what keeps it from being deployed, in words; nothing if it can be */
export function problemsOf({ databaseId, secrets, publicUrl, mailFrom, isDemo }: ProductionConfig): string[] {
  const unnamed = SECRET_NAMES.filter((name) => !secrets.includes(name));
  return [
    ...(databaseId === NO_DATABASE ? ["There is no database yet: run `npm run setup`."] : []),
    ...(isDemo ? ["DEMO is on for production; the demo is for trying things out."] : []),
    ...(publicUrl !== "" && !publicUrl.startsWith("https://")
      ? [`PUBLIC_URL has to begin with https://: ${publicUrl}`]
      : []),
    ...(mailFrom === "" ? ["MAIL_FROM is empty: run `npm run setup -- --mail-from desk@your-shop.example`."] : []),
    ...unnamed.map((name) => `[env.production.secrets] does not ask for ${name}.`),
  ];
}
