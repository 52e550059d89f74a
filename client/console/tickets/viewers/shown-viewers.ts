/** Who is shown to have a ticket open, a moment after it was told. Pure. */
import { TICKET_LOOKING_MS, TICKET_TYPING_MS } from "#protocol/constants";
import type { ToldViewers } from "./viewers-query.ts";

/** Nobody types for longer, or looks for longer, than they say so again. */
export function shownViewers(told: ToldViewers | null | undefined, nowMs: number): ToldViewers["viewers"] {
  if (told === null || told === undefined || nowMs - told.atMs >= TICKET_LOOKING_MS) return [];
  const mayType = nowMs - told.atMs < TICKET_TYPING_MS;
  return told.viewers.map(({ agentId, typing }) => ({ agentId, typing: typing && mayType }));
}
