/** Self time by function from a V8 CPU profile (Chrome DevTools Protocol, `Profiler.Profile`). */
import { z } from "zod";

export const cpuProfile = z.object({
  nodes: z.array(
    z.object({
      id: z.int(),
      callFrame: z.object({ functionName: z.string(), scriptId: z.string(), url: z.string(), lineNumber: z.int() }),
    }),
  ),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.number()),
});
export type CpuProfile = z.infer<typeof cpuProfile>;

export interface SelfTime {
  readonly name: string;
  readonly share: number;
}

/**
 * Names the file of a line of an esbuild bundle by the comment that esbuild puts above each module (`// domain/x.ts`).
 * @param line from 0, as the protocol counts
 */
export function moduleOf(bundle: readonly string[], line: number): string | undefined {
  for (let at = Math.min(line, bundle.length - 1); at >= 0; at--) {
    const path = /^\/\/ (\S+\.(?:[cm]?[jt]sx?))$/.exec(bundle[at] ?? "")?.[1];
    if (path !== undefined) return path.replace(/^.*node_modules\//, "");
  }
  return undefined;
}

/**
 * Self time, the greatest first; V8's own entries (idle, garbage collector) keep their names in parentheses.
 * @param sourceOf the text of a script, in lines, or undefined if it is not known
 * @returns shares of all time that was not idle
 */
export function selfTimes(
  profile: CpuProfile,
  sourceOf: (scriptId: string) => readonly string[] | undefined,
): SelfTime[] {
  const nameOf = new Map(
    profile.nodes.map(({ id, callFrame }) => {
      const { functionName, scriptId, url, lineNumber } = callFrame;
      const file = moduleOf(sourceOf(scriptId) ?? [], lineNumber) ?? url.split("/").at(-1);
      const name = functionName || "(anonymous)";
      return [id, file ? `${name} (${file})` : name] as const;
    }),
  );
  const totals = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of profile.samples.entries()) {
    const name = nameOf.get(id) ?? "(unknown)";
    if (name === "(idle)") continue;
    const time = profile.timeDeltas[index] ?? 0;
    busy += time;
    totals.set(name, (totals.get(name) ?? 0) + time);
  }
  return [...totals].map(([name, time]) => ({ name, share: time / busy })).sort((a, b) => b.share - a.share);
}
