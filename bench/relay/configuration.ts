/** The relay's `wrangler.toml`: Edgedesk's own with one more actor, so that both run with the same bindings. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

const RELAY = `
[[durable_objects.bindings]]
name = "RELAY"
class_name = "Relay"

[exports.Relay]
type = "durable-object"
storage = "sqlite"
`;

/** Edgedesk's configuration, to be read from any folder, with the relay's entry and actor. */
export function relayConfiguration(edgedesk: string): string {
  const absolute = (path: string) => JSON.stringify(join(ROOT, path));
  return `${edgedesk
    .replace(/^main = .*$/m, `main = ${absolute("bench/relay/worker.ts")}`)
    .replace(/^(directory|migrations_dir) = "(.*)"$/gm, (_, key, path) => `${key} = ${absolute(path)}`)}${RELAY}`;
}

/** Writes it to a file. @returns the path */
export function writeRelayConfiguration(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, relayConfiguration(readFileSync(join(ROOT, "wrangler.toml"), "utf8")));
  return path;
}
