/**
 * Networks of client addresses, without the addresses: a keyed tag (HMAC-SHA256) for each of three prefixes of an address, so
 * that a block of a network is found again from any address in it, and nobody without the key can try addresses out.
 * IPv4 counts by /32, /24 and /16, IPv6 by /64 (one customer's line), /48 and /32.
 */
import { type BlindIndexKeys, blindIndexEntries } from "#domain/privacy/blind-index";

export const PREFIXES = { 4: [32, 24, 16], 6: [64, 48, 32] } as const;
export type IpFamily = 4 | 6;

/** One network: the first `prefix` bits of an address. */
export interface Network {
  readonly family: IpFamily;
  readonly prefix: number;
  /** Those bits, the others zero: 4 or 16 bytes. */
  readonly bytes: readonly number[];
}

/** As it may rest: which network it is, cannot be told from it. */
export interface NetworkTag {
  readonly family: IpFamily;
  readonly prefix: number;
  readonly tag: string;
}

/**
 * The networks that an address is in, the narrowest first.
 * @param address IPv4 or IPv6 in text form; an IPv4 one that is written as IPv6 (`::ffff:…`) is that IPv4 one
 * @returns none if it is no address
 */
export function networksOf(address: string): Network[] {
  const bytes = bytesOf(address);
  if (bytes === undefined) return [];
  const family = bytes.length === 4 ? 4 : 6;
  return PREFIXES[family].map((prefix) => ({ family, prefix, bytes: masked(bytes, prefix) }));
}

/**
 * @param range `address/prefix`; without a prefix, the narrowest network of the address
 * @returns undefined if it is none, or its prefix is not one that we keep
 */
export function parseRange(range: string): Network | undefined {
  const [address = "", prefix, ...more] = range.trim().split("/");
  const networks = networksOf(address);
  if (more.length > 0 || prefix === "") return undefined;
  if (prefix === undefined) return networks[0];
  // Of `::ffff:a.b.c.d/120`, 120 means the /24 of IPv4.
  const isMapped = address.includes(":") && networks[0]?.family === 4;
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) - (isMapped ? 96 : 0) : Number.NaN;
  return networks.find((network) => network.prefix === bits);
}

/** @returns one tag a key, the current key's first: that is the one to write, all of them are looked up */
export function tagsOf(keys: BlindIndexKeys, { family, prefix, bytes }: Network): NetworkTag[] {
  return blindIndexEntries(keys, "network", `${family}/${prefix}/${bytes.join(".")}`).map(({ keyId, hash }) => ({
    family,
    prefix,
    tag: `${keyId}:${hash}`,
  }));
}

function masked(bytes: readonly number[], prefix: number): number[] {
  return bytes.map((byte, index) => {
    const bits = Math.min(8, Math.max(0, prefix - index * 8));
    return byte & (0xff << (8 - bits)) & 0xff;
  });
}

function bytesOf(address: string): number[] | undefined {
  if (!address.includes(":")) return ipv4Of(address);
  // A zone says on which of a machine's own lines a link-local address is.
  const [withoutZone = ""] = address.split("%", 1);
  const bytes = ipv6Of(withoutZone);
  const isMapped = bytes?.slice(0, 12).every((byte, index) => byte === (index < 10 ? 0 : 0xff));
  return isMapped === true ? bytes?.slice(12) : bytes;
}

function ipv4Of(text: string): number[] | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return undefined;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 0xff) ? bytes : undefined;
}

/** RFC 4291 §2.2, its forms with `::` and with an IPv4 tail included. */
function ipv6Of(text: string): number[] | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => groupsOf(half, index === halves.length - 1));
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 16 ? head : undefined;
  if (tail === undefined || head.length + tail.length > 14) return undefined;
  return [...head, ...Array.from({ length: 16 - head.length - tail.length }, () => 0), ...tail];
}

function groupsOf(half: string, isLast: boolean): number[] | undefined {
  if (half === "") return [];
  const bytes: number[] = [];
  const groups = half.split(":");
  for (const [index, group] of groups.entries()) {
    if (/^[\da-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
      continue;
    }
    const tail = isLast && index === groups.length - 1 ? ipv4Of(group) : undefined;
    if (tail === undefined) return undefined;
    bytes.push(...tail);
  }
  return bytes;
}
