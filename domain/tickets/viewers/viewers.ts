/** Who has a ticket open at this moment, as they said themselves. Values and pure functions; times are arguments. */
import { TICKET_LOOKING_MS, TICKET_TYPING_MS, type TicketDoing } from "#protocol/constants";

interface Presence {
  readonly untilMs: number;
  readonly typingUntilMs: number;
}

/** By agent. */
export type Viewers = ReadonlyMap<string, Presence>;

export interface Viewer {
  readonly agentId: string;
  readonly typing: boolean;
}

export const NOBODY: Viewers = new Map();

/** More would be no hint any more; who comes then is not noted. */
const MAX_VIEWERS = 20;

/** Takes in what an agent says, and forgets those who have said nothing for too long. */
export function viewersAfter(viewers: Viewers, agentId: string, doing: TicketDoing, nowMs: number): Viewers {
  const after = new Map([...viewers].filter(([, { untilMs }]) => untilMs > nowMs));
  const known = after.get(agentId);
  if (doing === "left") after.delete(agentId);
  else if (known !== undefined || after.size < MAX_VIEWERS) {
    // Looking says nothing of another window of theirs, in which they may type.
    const typingUntilMs = doing === "typing" ? nowMs + TICKET_TYPING_MS : (known?.typingUntilMs ?? 0);
    after.set(agentId, { untilMs: nowMs + TICKET_LOOKING_MS, typingUntilMs });
  }
  return after;
}

/** @param readerId who is told, and knows of themselves */
export function othersThan(readerId: string, viewers: Viewers, nowMs: number): Viewer[] {
  return [...viewers]
    .filter(([agentId, { untilMs }]) => agentId !== readerId && untilMs > nowMs)
    .map(([agentId, { typingUntilMs }]) => ({ agentId, typing: typingUntilMs > nowMs }));
}

/** Whether the others have to hear of it at once, or it is what they know. */
export function isNewsToOthers(before: Viewers, after: Viewers, doing: TicketDoing, nowMs: number): boolean {
  const there = (viewers: Viewers) => [...viewers].filter(([, { untilMs }]) => untilMs > nowMs).map(([id]) => id);
  return doing === "typing" || there(before).sort().join() !== there(after).sort().join();
}
