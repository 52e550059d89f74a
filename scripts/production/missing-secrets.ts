/** Which secrets the worker in the account does not have yet; their values can be read by nobody. */
import { z } from "zod";
import { SECRET_NAMES, type SecretName } from "#scripts/local/secrets";
import { PRODUCTION, tryWrangler } from "#scripts/production/wrangler";

const secretList = z.array(z.object({ name: z.string() }));

/** What wrangler prints of a worker that is not there. */
const NO_WORKER = /not found|does not exist|10007/i;

/** All of them before the first deployment. @throws Error if the account does not tell */
export async function missingSecrets(): Promise<SecretName[]> {
  const { code, answer, output } = await tryWrangler(["secret", "list", "--env", PRODUCTION, "--format", "json"]);
  if (code !== 0 && NO_WORKER.test(output)) return [...SECRET_NAMES];
  if (code !== 0) throw new Error(`the secrets could not be listed:\n${output}`);
  const there = secretList.parse(JSON.parse(answer)).map(({ name }) => name);
  return SECRET_NAMES.filter((name) => !there.includes(name));
}
