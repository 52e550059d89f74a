import { readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { expect, it } from "vitest";
import { repositoryRoot } from "#scripts/local/instance";
import { relayConfiguration } from "./configuration.ts";

const edgedesk = readFileSync(`${repositoryRoot}/wrangler.toml`, "utf8");

it("keeps every binding of Edgedesk's and adds the relay", () => {
  const relay = relayConfiguration(edgedesk);
  const bindings = (text: string) => [...text.matchAll(/^(?:binding|name|queue) = "(.*)"$/gm)].map(([, name]) => name);
  expect(bindings(relay)).toEqual([...bindings(edgedesk), "RELAY"]);
  expect(relay).toContain("bench/relay/worker.ts");
});

it("is read from any folder", () => {
  const paths = [...relayConfiguration(edgedesk).matchAll(/^(?:main|directory|migrations_dir) = "(.*)"$/gm)];
  expect(paths).toHaveLength(5);
  for (const [, path] of paths) expect(isAbsolute(path ?? "")).toBe(true);
});
