/** What the platform does by itself in production and `wrangler dev` does not: the cron trigger, once a minute. */
import { setTimeout as wait } from "node:timers/promises";

/** As `[triggers]` of wrangler.toml says. */
const CRON = "* * * * *";
const MINUTE_MS = 60_000;
const ANSWER_WITHIN_MS = 30_000;
const MAX_FAILURES = 2;

/**
 * Triggers the cron job. One that fails is the worker's matter and is in its log; here it counts that there is an answer.
 * @throws if there is none in time
 */
export async function triggerNow(url: string): Promise<void> {
  const trigger = `${url}/cdn-cgi/handler/scheduled?${new URLSearchParams({ cron: CRON })}`;
  await (await fetch(trigger, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })).body?.cancel();
}

/**
 * Triggers the cron job every minute for as long as the server answers.
 * @param minuteMs shorter in tests
 * @returns when the server has not answered for minutes: it hangs
 */
export async function triggerEveryMinute(url: string, minuteMs = MINUTE_MS): Promise<void> {
  for (let failures = 0; failures < MAX_FAILURES; ) {
    await wait(minuteMs, undefined, { ref: false });
    try {
      await triggerNow(url);
      failures = 0;
    } catch {
      failures += 1;
    }
  }
}
