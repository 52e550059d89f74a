import { expect, it } from "vitest";
import { dayKey, duration, upcoming } from "./time.ts";

const zone = { timeZone: "Asia/Shanghai" };
const at = (iso: string) => Date.parse(iso);
const now = at("2026-03-10T02:00:00Z"); // 10:00 in Shanghai, a Tuesday

it("says how long something has lasted in its largest unit", () => {
  const spans = [0, 59_999, 60_000, 3_599_999, 3_600_000, 86_400_000 * 2];
  expect(spans.map((ms) => duration(ms, "en"))).toEqual(["<1 min", "<1 min", "1 min", "59 min", "1 hr", "2 days"]);
  expect(spans.map((ms) => duration(ms, "zh-CN")).slice(1, 3)).toEqual(["不到1分钟", "1分钟"]);
});

it("says when something will happen as briefly as is clear", () => {
  expect(upcoming(at("2026-03-10T06:30:00Z"), now, "en", zone)).toBe("14:30");
  expect(upcoming(at("2026-03-11T01:00:00Z"), now, "en", zone)).toBe("Wed 09:00");
  expect(upcoming(at("2026-03-31T01:00:00Z"), now, "zh-CN", zone)).toBe("3月31日 09:00");
});

it("keys the days of a zone", () => {
  expect(dayKey(at("2026-03-09T16:00:00Z"), zone)).toBe(dayKey(at("2026-03-10T15:59:00Z"), zone));
  expect(dayKey(at("2026-03-09T15:59:00Z"), zone)).not.toBe(dayKey(at("2026-03-09T16:00:00Z"), zone));
});
