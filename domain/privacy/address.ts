/**
 * Client addresses are needed to count sign-in attempts and to tell sessions apart, never to be known: each becomes a
 * keyed hash, written as an IPv6 address of the private range fd00::/8 (RFC 4193) because that is what libraries take.
 */
import { createHmac } from "node:crypto";

/**
 * @param address IPv4 or IPv6 in text form; of IPv6 the first 64 bits count, since one customer line has all of the rest
 * @returns the same pseudonym for the same key and address
 */
export function addressPseudonym(secret: string, address: string): string {
  const mac = createHmac("sha256", secret)
    .update(`address:${networkOf(address)}`)
    .digest();
  mac[0] = 0xfd;
  const groups: string[] = [];
  for (let at = 0; at < 16; at += 2) groups.push(mac.subarray(at, at + 2).toString("hex"));
  return groups.join(":");
}

function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":");
}
