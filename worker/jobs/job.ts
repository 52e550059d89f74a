/** What the jobs queue carries: each kind with the shape of its message and what is done with it. */
import type { z } from "zod";
import type { Environment } from "#worker/environment";

export interface Job {
  /** @returns what to run, or undefined if the message is another kind's */
  readonly read: (message: unknown) => ((env: Environment, isFirstTry: boolean) => Promise<void>) | undefined;
}

/** @param shape carries a literal `kind` that no other job has */
export function defineJob<Message>(
  shape: z.ZodType<Message>,
  run: (env: Environment, message: Message, isFirstTry: boolean) => Promise<void>,
): Job {
  return {
    read: (message) => {
      const parsed = shape.safeParse(message);
      return parsed.success ? (env, isFirstTry) => run(env, parsed.data, isFirstTry) : undefined;
    },
  };
}
