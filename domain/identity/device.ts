/**
 * What a session was started with, in words coarse enough to keep: `Chrome, Windows`. The browser's own line tells people apart,
 * so it does not rest anywhere.
 */

export interface Device {
  readonly browser?: string | undefined;
  readonly system?: string | undefined;
}

/** The first that fits: nearly every browser also claims to be the ones below it. */
const BROWSERS = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\/|\bOPiOS\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bMicroMessenger\//, "WeChat"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, "Chrome"],
  [/\bVersion\/[\d.]+ .*\bSafari\//, "Safari"],
] as const;
const SYSTEMS = [
  [/\biPad\b/, "iPad"],
  [/\biPhone\b/, "iPhone"],
  [/\bAndroid\b/, "Android"],
  [/\bHarmonyOS\b|\bOpenHarmony\b/, "HarmonyOS"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
] as const;
const UNKNOWN = "?";

/** @param userAgent a User-Agent header, or nothing */
export function deviceOf(userAgent: string | null): Device {
  const named = (list: readonly (readonly [RegExp, string])[]) =>
    list.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
  return { browser: named(BROWSERS), system: named(SYSTEMS) };
}

/** The form in which it rests. */
export function encodeDevice({ browser, system }: Device): string {
  return `${browser ?? UNKNOWN}, ${system ?? UNKNOWN}`;
}

/** Names of ours only: whatever else a row has is not told. */
export function decodeDevice(stored: string | null): Device {
  const [browser = "", system = ""] = (stored ?? "").split(", ");
  return {
    browser: BROWSERS.find(([, name]) => name === browser)?.[1],
    system: SYSTEMS.find(([, name]) => name === system)?.[1],
  };
}
