/** What `npm run setup` does, one thing after the other; each looks first whether it is done. */
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { newSecrets, SECRET_NAMES, writeSecrets } from "#scripts/local/secrets";
import { CONFIG_FILE, type ProductionConfig } from "#scripts/production/config";
import { type ProductionAddresses, withAddresses } from "#scripts/production/config-text";
import { missingSecrets } from "#scripts/production/missing-secrets";
import { PRODUCTION, tryWrangler, wrangler } from "#scripts/production/wrangler";

const databases = z.array(z.object({ uuid: z.string(), name: z.string() }));

/** Something that has to be there, or done. */
export interface SetupStep {
  readonly title: string;
  /** As a person would type it. */
  readonly commands: readonly string[];
  /** @returns what came of it, in words */
  run(): Promise<string>;
}

export interface SetupOptions extends Pick<ProductionAddresses, "domain" | "mailFrom"> {
  /** A file that gets the new secrets too, for a safe place of the operator's own. */
  readonly keepSecrets?: string | undefined;
}

export function setupSteps(config: ProductionConfig, options: SetupOptions): SetupStep[] {
  return [
    {
      title: "Signed in to Cloudflare",
      commands: ["wrangler whoami"],
      async run() {
        if ((await tryWrangler(["whoami"])).output.includes("not authenticated"))
          throw new Error("Sign in first: npx wrangler login");
        return "yes";
      },
    },
    databaseStep(config, options),
    ...config.buckets.map((name) => resourceStep(`Bucket ${name}`, ["r2", "bucket"], name)),
    ...config.queues.map((name) => resourceStep(`Queue ${name}`, ["queues"], name)),
    secretsStep(options.keepSecrets),
    {
      title: "Migrations of the database",
      commands: [`wrangler d1 migrations apply DB --env ${PRODUCTION} --remote`],
      async run() {
        await wrangler(["d1", "migrations", "apply", "DB", "--env", PRODUCTION, "--remote"]);
        return "applied";
      },
    },
  ];
}

function databaseStep({ databaseName }: ProductionConfig, options: SetupOptions): SetupStep {
  const create = ["d1", "create", databaseName];
  const find = async () =>
    databases.parse(JSON.parse(await wrangler(["d1", "list", "--json"]))).find(({ name }) => name === databaseName);
  return {
    title: `Database ${databaseName}, and the addresses in wrangler.toml`,
    commands: [
      "wrangler d1 list --json",
      `wrangler ${create.join(" ")}`,
      "# its id, and --domain and --mail-from if given, into [env.production] of wrangler.toml",
    ],
    async run() {
      const known = await find();
      if (known === undefined) await wrangler(create);
      const databaseId = (known ?? (await find()))?.uuid;
      if (databaseId === undefined) throw new Error(`the database ${databaseName} was made and is not listed`);
      const { domain, mailFrom } = options;
      writeFileSync(CONFIG_FILE, withAddresses(readFileSync(CONFIG_FILE, "utf8"), { databaseId, domain, mailFrom }));
      return known === undefined ? "made" : "was there";
    },
  };
}

/** @param kind of commands: `<kind> info <name>` and `<kind> create <name>` */
function resourceStep(title: string, kind: readonly string[], name: string): SetupStep {
  const info = [...kind, "info", name];
  const create = [...kind, "create", name];
  return {
    title,
    commands: [info, create].map((args) => `wrangler ${args.join(" ")}`),
    async run() {
      if ((await tryWrangler(info)).code === 0) return "was there";
      await wrangler(create);
      return "made";
    },
  };
}

function secretsStep(keepSecrets: string | undefined): SetupStep {
  const put = ["secret", "bulk", "--env", PRODUCTION];
  return {
    title: `Secrets ${SECRET_NAMES.join(", ")}`,
    commands: [
      `wrangler secret list --env ${PRODUCTION}`,
      `wrangler ${put.join(" ")}   # new values, on standard input`,
    ],
    async run() {
      // One that is there stays: data is sealed with it.
      const missing = await missingSecrets();
      if (missing.length === 0) return "were there";
      const made = newSecrets();
      const values = Object.fromEntries(missing.map((name) => [name, made[name]]));
      // First: what is put can be read by nobody any more.
      if (keepSecrets !== undefined) writeSecrets(keepSecrets, values);
      await wrangler(put, { input: JSON.stringify(values) });
      return `made: ${missing.join(", ")}`;
    },
  };
}
