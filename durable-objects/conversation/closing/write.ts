/** Writes how the question whether it is settled stands, and tells everybody. */
import type { Change } from "#actors/conversation/change";
import { type ClosingStanding, NEVER_ASKED, shownClosing } from "#domain/closing/standing";

export function standingOf(record: { readonly closing?: ClosingStanding | undefined }): ClosingStanding {
  return record.closing ?? NEVER_ASKED;
}

/** Within the change of something else, which is told of by whoever makes it. */
export function keepStanding(change: Change, closing: ClosingStanding): void {
  change.live.record = { ...change.live.record, closing };
  change.store.updateClosing(closing);
}

/** As a change of its own. */
export function writeStanding(change: Change, closing: ClosingStanding): void {
  const { live } = change;
  const before = JSON.stringify(shownClosing(live.record.closing));
  keepStanding(change, closing);
  if (JSON.stringify(shownClosing(closing)) === before) return;
  const seq = live.lastSeq + 1;
  live.record = { ...live.record, changedSeq: seq };
  live.lastSeq = seq;
  change.store.touch(seq);
  change.emitConversation("everyone", seq);
}
