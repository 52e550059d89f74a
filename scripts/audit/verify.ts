/** `npm run audit:verify`: whether the audit log is what was sealed. Exit code 0: intact; 1: not; 2: could not be checked. */
import { parseArgs } from "node:util";
import { parsePublicKey, SigningKeyBroken, type VerifyingKey } from "#domain/audit/heads";
import { type Evidence, verifyLog } from "#domain/audit/verify";
import { HeadsUnreadable, readExportedEvidence } from "#scripts/audit/exported-evidence";
import { NothingThere, ownPublicKey, readLocalEvidence } from "#scripts/audit/local-evidence";
import { describeVerdict, verdictWordsFor } from "#scripts/audit/verdict-words";
import { readInstance } from "#scripts/local/instance";

const words = verdictWordsFor(process.env);

/** The command was not given what it needs. */
class Misused extends Error {
  override readonly name = "Misused";
}

try {
  const evidence = await gather(process.argv.slice(2));
  const verdict = verifyLog(evidence);
  console.info(describeVerdict(verdict, words).join("\n"));
  process.exitCode = verdict.isIntact ? 0 : 1;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 2;
}

async function gather(args: string[]): Promise<Evidence> {
  const options = readOptions(args);
  const keys = (options["public-key"] ?? []).map(parsePublicKey);
  const nowMs = Date.now();
  if (options.export !== undefined || options.heads !== undefined) {
    if (options.export === undefined || options.heads === undefined) throw new Misused(words.usage);
    if (keys.length === 0) throw new Misused(words.keyMissing);
    return { ...readExportedEvidence(options.export, options.heads), keys, nowMs };
  }
  const stateDir = options["state-dir"];
  const instance = readInstance({ ...process.env, ...(stateDir === undefined ? {} : { STATE_DIR: stateDir }) });
  const evidence = await readLocalEvidence(instance);
  const trusted: readonly VerifyingKey[] = keys.length > 0 ? keys : [ownPublicKey(instance)];
  return { ...evidence, keys: trusted, nowMs };
}

function readOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        "state-dir": { type: "string" },
        export: { type: "string" },
        heads: { type: "string" },
        "public-key": { type: "string", multiple: true },
      },
    }).values;
  } catch {
    throw new Misused(words.usage);
  }
}

function explain(error: unknown): string {
  if (error instanceof Misused) return error.message;
  if (error instanceof NothingThere) return words.nothingThere(error.message);
  if (error instanceof HeadsUnreadable) return words.unreadable(error.message);
  if (error instanceof SigningKeyBroken) return words.keyBroken;
  if (error instanceof Error && "code" in error && "path" in error) return words.unreadable(String(error.path));
  return String(error);
}
