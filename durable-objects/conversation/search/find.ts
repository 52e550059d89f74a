/** Where in a conversation something stands: the index of words only said that it may be here. */

import { textOf } from "#actors/conversation/messages/open";
import type { MessageRecord } from "#actors/conversation/messages/store";
import type { Room } from "#actors/conversation/room";
import { maskedActor, seesPersonal } from "#domain/conversations/masked";
import type { Principal } from "#domain/identity/principal";
import { maskText } from "#domain/privacy/masking";
import { matchText, parseQuery, type Query, type TextMatch } from "#domain/search/query";
import { snippetOf } from "#domain/search/snippet";
import type { SearchHit } from "#protocol/http-search";

export const MAX_HITS = 3;
/** The newest so many are looked at; a longer conversation's older ones are found by scrolling. */
const MAX_LOOKED_AT = 5_000;
const PAGE_MESSAGES = 200;

interface Candidate {
  readonly record: MessageRecord;
  readonly content: string;
  readonly match: TextMatch;
}

/**
 * @returns messages that have all of the words, the newest first; if there is none, those that have most of them; nothing
 * if the conversation does not have all of the words between them
 */
export async function findMessages(room: Room, principal: Principal, text: string): Promise<SearchHit[]> {
  const query = parseQuery(text);
  if (query === undefined) return [];
  const found: Candidate[] = [];
  const terms = new Set<number>();
  const isEnough = () => found.filter(({ match }) => match.terms.size === query.terms.length).length >= MAX_HITS;
  let beforeSeq = Number.MAX_SAFE_INTEGER;
  for (let lookedAt = 0; lookedAt < MAX_LOOKED_AT && !isEnough(); lookedAt += PAGE_MESSAGES) {
    const page = room.messages.readableBefore(beforeSeq, PAGE_MESSAGES);
    for (const candidate of page.map((record) => look(room, query, record))) {
      if (candidate.match.terms.size === 0) continue;
      for (const term of candidate.match.terms) terms.add(term);
      found.push(candidate);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_MESSAGES) break;
    beforeSeq = last.seq;
    // A long conversation goes on meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  if (terms.size < query.terms.length) return [];
  return found
    .sort((a, b) => b.match.terms.size - a.match.terms.size || b.record.seq - a.record.seq)
    .slice(0, MAX_HITS)
    .map((candidate) => toHit(room, principal, query, candidate));
}

function look(room: Room, query: Query, record: MessageRecord): Candidate {
  const content = textOf(room.live, record);
  return { record, content, match: matchText(query, content) };
}

function toHit(room: Room, principal: Principal, query: Query, { record, content, match }: Candidate): SearchHit {
  const sender = room.live.participants.actorOf(record.senderId);
  const shown = shownTo(principal, record, content);
  // What is masked is not marked: that it is what was looked for is no reason to show it.
  const { text, marks } = snippetOf(shown, shown === content ? match.marks : matchText(query, shown).marks);
  return {
    messageId: record.id,
    seq: record.seq,
    sender: seesPersonal(principal) ? sender : maskedActor(sender),
    createdAt: new Date(record.createdAtMs).toISOString(),
    snippet: text,
    marks: marks.map(([start, end]) => ({ start, end })),
    ...(record.private ? { private: true as const } : {}),
  };
}

/** The one place where a message's text leaves the actor for a search: what this reader may see of it. */
function shownTo(principal: Principal, { senderId }: MessageRecord, text: string): string {
  return seesPersonal(principal) || senderId === principal.id ? text : maskText(text).text;
}
