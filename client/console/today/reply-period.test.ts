import { expect, it } from "vitest";
import { MAX_REPLY_SPAN_MS } from "#protocol/http-replies";
import { periodOf } from "./reply-period.ts";

it("is whole days and the part of today that is over, never more than may be asked for", () => {
  const nowMs = new Date(2026, 2, 30, 15, 30).getTime();
  expect(periodOf(1, nowMs)).toEqual({ fromMs: new Date(2026, 2, 30).getTime(), toMs: nowMs });
  expect(periodOf(7, nowMs)).toEqual({ fromMs: new Date(2026, 2, 24).getTime(), toMs: nowMs });
  for (let day = 0; day < 366; day += 1) {
    const { fromMs, toMs } = periodOf(30, new Date(2026, 0, 1 + day, 23, 59, 59).getTime());
    expect(toMs - fromMs).toBeLessThanOrEqual(MAX_REPLY_SPAN_MS);
  }
});
