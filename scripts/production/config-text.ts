/** What setup writes into the production part of wrangler.toml, as text: comments and order stay as they are. */

const PART = /^\[env\.production\]$/m;

export interface ProductionAddresses {
  /** D1's id of the database. */
  readonly databaseId?: string | undefined;
  /** Where people reach the desk, e.g. `desk.shop.example`; it is served there and nowhere else. */
  readonly domain?: string | undefined;
  /** Whom mail to staff comes from. */
  readonly mailFrom?: string | undefined;
}

/**
 * @param text of wrangler.toml
 * @returns it with these in place of what was there; what is not given stays
 * @throws RangeError if a value could not stand in quotes, or its line is not there
 */
export function withAddresses(text: string, { databaseId, domain, mailFrom }: ProductionAddresses): string {
  const at = text.search(PART);
  if (at === -1) throw new RangeError("wrangler.toml has no [env.production]");
  const lines: [name: string, value: string][] = [];
  if (databaseId !== undefined) lines.push(["database_id", quoted(databaseId)]);
  if (domain !== undefined) {
    lines.push(["routes", `[{ pattern = ${quoted(domain)}, custom_domain = true }]`]);
    lines.push(["workers_dev", "false"]);
    lines.push(["PUBLIC_URL", quoted(`https://${domain}`)]);
  }
  if (mailFrom !== undefined) lines.push(["MAIL_FROM", quoted(mailFrom)]);
  return text.slice(0, at) + lines.reduce((part, [name, value]) => withLine(part, name, value), text.slice(at));
}

function withLine(part: string, name: string, value: string): string {
  const line = new RegExp(`^${name} = .*$`, "m");
  if (!line.test(part)) throw new RangeError(`[env.production] has no line for ${name}`);
  return part.replace(line, () => `${name} = ${value}`);
}

function quoted(value: string): string {
  if (!/^[\w.@:/-]+$/.test(value)) throw new RangeError(`not a value for wrangler.toml: ${value}`);
  return `"${value}"`;
}
