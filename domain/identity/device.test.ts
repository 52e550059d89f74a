import { describe, expect, it } from "vitest";
import { decodeDevice, deviceOf, encodeDevice } from "./device.ts";

describe("a device", () => {
  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      "Chrome, Windows",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
      "Edge, Windows",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
      "Safari, macOS",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari, iPhone",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1",
      "Chrome, iPhone",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"],
    [
      "Mozilla/5.0 (Linux; Android 15; SM-S928B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36",
      "Samsung Internet, Android",
    ],
    ["curl/8.5.0", "?, ?"],
    ["", "?, ?"],
  ])("is read out of %s", (userAgent, words) => {
    expect(encodeDevice(deviceOf(userAgent))).toBe(words);
    expect(decodeDevice(words)).toEqual(deviceOf(userAgent));
  });

  it("keeps nothing of the line that it was read from", () => {
    expect(encodeDevice(deviceOf("Chrome/99.123 (Ottoline; Windows NT 13)"))).toBe("Chrome, Windows");
    expect(decodeDevice("Mozilla/5.0 (Ottoline), whatever")).toEqual({ browser: undefined, system: undefined });
    expect(decodeDevice(null)).toEqual({ browser: undefined, system: undefined });
  });
});
