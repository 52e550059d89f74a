/**
 * `npm run admin:link -- --email you@shop.example`: a link that makes one account of an administrator, once, within a day. With
 * `--env production` in the instance that wrangler.toml names, else in the one of STATE_DIR. It is printed and kept nowhere.
 */
import { randomBytes } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { invitationLink, invitationToken, normalEmail, tokenHash } from "#domain/identity/invitations";
import { LOCALES } from "#protocol/constants";
import { newId } from "#protocol/ids";
import { email as emailShape } from "#protocol/vocabulary";
import { ToolFailed } from "#scripts/local/failures";
import { invitationSql } from "#scripts/production/invitation-sql";
import { localPlace, type Place, productionPlace } from "#scripts/production/places";
import { wrangler } from "#scripts/production/wrangler";

const options = z.object({
  email: emailShape.transform(normalEmail),
  lang: z.enum(LOCALES).default("en"),
  env: z.literal("production").optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
});
const USAGE =
  "npm run admin:link -- --email you@shop.example [--lang en|zh-CN] [--env production] [--url https://desk.shop.example]";

/** What `d1 execute --json` answers. */
const found = z.tuple([z.object({ results: z.array(z.object({ made: z.int() })) })]);

async function makeLink(place: Place, to: z.output<typeof options>, token: string): Promise<string> {
  const nowMs = Date.now();
  const hash = tokenHash(token);
  const invitation = { id: newId(nowMs), email: to.email, tokenHash: hash, locale: to.lang };
  const file = join(tmpdir(), `edgedesk-${invitation.id}.sql`);
  writeFileSync(file, invitationSql(invitation, nowMs), { mode: 0o600 });
  try {
    await wrangler(["d1", "execute", "DB", ...place.target, "--yes", "--file", file], { env: place.env });
  } finally {
    rmSync(file, { force: true });
  }
  const question = `SELECT count(*) AS made FROM invitations WHERE token_hash = '${hash}'`;
  const asked = ["d1", "execute", "DB", ...place.target, "--yes", "--json", "--command", question];
  const [{ results }] = found.parse(JSON.parse(await wrangler(asked, { env: place.env })));
  if (results[0]?.made !== 1) throw new Error(`${to.email} has an account already: sign in, or use "Forgot password".`);
  return invitationLink(new URL(place.url).origin, token);
}

try {
  const { values } = parseArgs({
    options: { email: { type: "string" }, lang: { type: "string" }, env: { type: "string" }, url: { type: "string" } },
  });
  const given = options.safeParse(values);
  if (!given.success) throw new Error(`${z.prettifyError(given.error)}\n${USAGE}`);
  const place =
    given.data.env === undefined ? localPlace(process.env, given.data.url) : productionPlace(given.data.url);
  const link = await makeLink(place, given.data, invitationToken(randomBytes(32)));
  console.info(`Open this within 24 hours; it works once:\n\n${link}\n`);
} catch (error) {
  if (error instanceof ToolFailed) console.error(error.tail);
  console.error(`✗ ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
