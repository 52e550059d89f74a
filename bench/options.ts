/** The command line of `npm run bench`. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { type TargetName, targetName } from "./contract.ts";

export const USAGE = `npm run bench -- [options]
  --n 1,50,500          conversations, one customer and one agent socket each
  --runs 5              runs a server and n, alternating between the servers
  --seconds 10          length of the measured window
  --warm-up 2           load before the window, in seconds
  --targets edgedesk,relay,socket.io
  --before <commit>     Edgedesk as it was then besides: target "before"
  --port 8860           where the server listens
  --quick               n 1 and 8, one run of two seconds: does it all still work?`;

const numbers = z.string().transform((text) => z.array(z.coerce.number().int().min(1)).min(1).parse(text.split(",")));
const schema = z.object({
  n: numbers,
  runs: z.coerce.number().int().min(1),
  seconds: z.coerce.number().positive(),
  "warm-up": z.coerce.number().min(0),
  targets: z.string().transform((text) => z.array(targetName).min(1).parse(text.split(","))),
  port: z.coerce.number().int().min(1_024).max(65_000),
  before: z.string().min(1).optional(),
});

export interface Options {
  readonly n: readonly number[];
  readonly runs: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly targets: readonly TargetName[];
  readonly port: number;
  readonly before: string | undefined;
}

/** Reads the command line; throws on what it does not know. */
export function readOptions(args: readonly string[]): Options {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      n: text,
      runs: text,
      seconds: text,
      "warm-up": text,
      targets: text,
      port: text,
      before: text,
      quick: { type: "boolean" },
    },
  });
  const { quick, ...given } = values;
  const defaults = quick
    ? { n: "1,8", runs: "1", seconds: "2", "warm-up": "0.5" }
    : { n: "1,50,500", runs: "5", seconds: "10", "warm-up": "2" };
  const {
    "warm-up": warmUpSeconds,
    before,
    ...rest
  } = schema.parse({
    targets: targetName.options.filter((name) => name !== "before" || given.before !== undefined).join(","),
    port: "8860",
    ...defaults,
    ...given,
  });
  return { ...rest, warmUpSeconds, before };
}

/** The order of servers in a round: each round begins one further on, so that none always runs first. */
export function orderOf(targets: readonly TargetName[], round: number): TargetName[] {
  const shift = round % targets.length;
  return [...targets.slice(shift), ...targets.slice(0, shift)];
}
