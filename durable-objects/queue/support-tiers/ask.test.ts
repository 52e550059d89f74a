import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ANSWER_WITHIN_MS, outlookOrUnknown, UNKNOWN } from "#actors/queue/support-tiers/ask";

const OUTLOOK = { isSomebodyIn: true, waiting: 3 };

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("is what the queue says, which is waited for no longer then", async () => {
  expect(await outlookOrUnknown(async () => OUTLOOK)).toEqual(OUTLOOK);
  expect(vi.getTimerCount()).toBe(0);
});

it("is unknown of one that fails", async () => {
  expect(await outlookOrUnknown(() => Promise.reject(new Error("gone")))).toEqual(UNKNOWN);
  expect(vi.getTimerCount()).toBe(0);
});

it("is unknown of one that does not answer in time, and only then", async () => {
  const settled = vi.fn<(outlook: unknown) => void>();
  const asked = outlookOrUnknown(() => new Promise(() => undefined)).then(settled);
  await vi.advanceTimersByTimeAsync(ANSWER_WITHIN_MS - 1);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await asked;
  expect(settled).toHaveBeenCalledExactlyOnceWith(UNKNOWN);
});

it("takes no harm from an answer that fails after its time", async () => {
  const asked = outlookOrUnknown(
    () => new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 2 * ANSWER_WITHIN_MS)),
  );
  await vi.advanceTimersByTimeAsync(3 * ANSWER_WITHIN_MS);
  expect(await asked).toEqual(UNKNOWN);
});
