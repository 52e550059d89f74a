/** Which pictures may be a logo: those whose first bytes say what their type does. A browser is told not to guess either. */
import type { LogoType } from "#protocol/constants";

const FIRST_BYTES: Readonly<Record<LogoType, readonly (readonly [at: number, bytes: string])[]>> = {
  "image/png": [[0, "89504e470d0a1a0a"]],
  "image/jpeg": [[0, "ffd8ff"]],
  "image/webp": [
    [0, "52494646"],
    [8, "57454250"],
  ],
};

export function isPicture(type: LogoType, bytes: Uint8Array): boolean {
  const begins = Buffer.from(bytes.subarray(0, 16)).toString("hex");
  return FIRST_BYTES[type].every(([at, expected]) => begins.startsWith(expected, at * 2));
}
