import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repositoryRoot } from "#scripts/local/instance";
import { withAddresses } from "#scripts/production/config-text";

const text = readFileSync(join(repositoryRoot, "wrangler.toml"), "utf8");
const [local = "", production = ""] = text.split("[env.production]\n");

describe("the addresses of a production instance", () => {
  const written = withAddresses(text, {
    databaseId: "5a7b1c2d-0000-4000-8000-00000000000f",
    domain: "desk.shop.example",
    mailFrom: "desk@shop.example",
  });

  test("are written into its own part of wrangler.toml, and nothing else changes", () => {
    const [localAfter, productionAfter = ""] = written.split("[env.production]\n");
    expect(localAfter).toBe(local);
    const before = production.split("\n");
    const changed = productionAfter.split("\n").filter((line, index) => line !== before[index]);
    expect(changed).toEqual([
      'routes = [{ pattern = "desk.shop.example", custom_domain = true }]',
      "workers_dev = false",
      'PUBLIC_URL = "https://desk.shop.example"',
      'MAIL_FROM = "desk@shop.example"',
      'database_id = "5a7b1c2d-0000-4000-8000-00000000000f"',
    ]);
  });

  test("stay when others are written, or the same again", () => {
    expect(withAddresses(written, {})).toBe(written);
    expect(withAddresses(written, { domain: "desk.shop.example" })).toBe(written);
    expect(withAddresses(written, { mailFrom: "help@shop.example" })).toContain("5a7b1c2d-");
  });

  test("are refused if they would write more than a value", () => {
    expect(() => withAddresses(text, { domain: 'a" }]\nmain = "b' })).toThrow(RangeError);
    expect(() => withAddresses(local, { domain: "desk.shop.example" })).toThrow(RangeError);
  });
});
