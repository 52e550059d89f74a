/**
 * Looks at what the customer has said since the last look, and flags the conversation if it is an exception. A model may take its
 * time: it is asked after the message was told to everybody, and what happened meanwhile goes before what it says.
 */
import { LookStore } from "#actors/conversation/exceptions/look-store";
import { writeMarks } from "#actors/conversation/marks";
import { openMessage } from "#actors/conversation/messages/open";
import type { Room } from "#actors/conversation/room";
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import { type FoundException, withFlag } from "#domain/exceptions/rules";
import type { Activity } from "#protocol/vocabulary";

/** The newest of them; who sends more at once has said it by then. */
const MAX_TEXTS = 20;
/** What somebody is angry about they say at once, or at the end. */
const MAX_TEXT_CHARS = 2_000;

export interface LookPorts {
  readonly room: Room;
  readonly sql: SqlStorage;
  /** Asks the model. */
  readonly find: (texts: readonly string[]) => Promise<readonly FoundException[]>;
}

/** @throws if the model could not be asked; what it was to look at is looked at the next time */
export async function lookForExceptions({ room, sql, find }: LookPorts): Promise<void> {
  const store = new LookStore(sql);
  const { lastSeq } = room.live;
  const fromSeq = store.lookedAtSeq();
  if (fromSeq >= lastSeq) return;
  const texts = customersTexts(room, fromSeq, lastSeq);
  const found = texts.length === 0 ? [] : await find(texts);
  // It was erased, or somebody on the staff took a flag off meanwhile: they had read all this.
  if (!room.hasBegun || store.lookedAtSeq() !== fromSeq) return;
  store.lookedAt(lastSeq);
  for (const { kind, signs } of found) {
    const flags = withFlag(room.live.record.flags, { kind, ...(signs.length === 0 ? {} : { signs: [...signs] }) });
    if (flags === undefined) continue;
    const activity: Activity = { key: "conversation.flagged", to: kind, signs: [...signs] };
    writeMarks(room, { flags }, activity, Date.now(), { actor: SYSTEM_AUDITOR, detail: { kind, signs } });
  }
}

function customersTexts(room: Room, afterSeq: number, upToSeq: number): string[] {
  const { contactId } = room.live.record;
  return room.messages
    .newestOf(contactId, afterSeq, upToSeq, MAX_TEXTS)
    .map((record) => shorten(openMessage(room.live, record).content));
}

function shorten(text: string): string {
  if (text.length <= MAX_TEXT_CHARS) return text;
  const half = MAX_TEXT_CHARS / 2;
  return `${text.slice(0, half)} … ${text.slice(-half)}`.toWellFormed();
}
