/**
 * A conversation as its ConversationActor tells it to others: to the agent's feed, the team's queue and the index in D1.
 * Names and the preview rest sealed with the conversation's data key; ids and numbers do not.
 */
import { z } from "zod";
import { maskedActor, publicConversation, seesPersonal } from "#domain/conversations/masked";
import type { AgentPrincipal } from "#domain/identity/principal";
import { openText, type Place, type SealingKey, sealText } from "#domain/privacy/envelope";
import type { WrappedKey } from "#domain/privacy/key-ring";
import { maskText } from "#domain/privacy/masking";
import type { SkillNeed } from "#domain/routing/rules";
import { actor, type Conversation, type ConversationRow } from "#protocol/vocabulary";

const preview = z.object({ sender: actor, text: z.string(), private: z.literal(true).optional() });

/** What of a list row is personal. */
const rowDetails = z.object({
  contactName: z.string().optional(),
  /** The last message that agents see; masked before it was shortened, where there was something to mask. */
  preview: preview.extend({ maskedText: z.string().optional() }).optional(),
  /** The last message that the customer sees. */
  publicPreview: preview.optional(),
});
export type RowDetails = z.infer<typeof rowDetails>;

export interface ConversationSummary {
  readonly conversation: Conversation;
  readonly createdAtMs: number;
  readonly lastActivityAtMs: number;
  /** The last that the customer saw, so that a note does not move their list; absent in what an earlier release told. */
  readonly contactActivityAtMs?: number | undefined;
  readonly waitingSinceMs?: number | undefined;
  /** When an agent first answered the customer; absent until then, and in what an earlier release told. */
  readonly firstReplyAtMs?: number | undefined;
  readonly atHead: boolean;
  /** What it asks of whoever is next: the customer's language, who had them last, who let it lie, skills that rules said. */
  readonly asks?:
    | {
        readonly language?: string;
        readonly lastAgentId?: string;
        readonly notAgentId?: string;
        readonly skills?: readonly SkillNeed[];
      }
    | undefined;
  /** Customer's messages that the assignee has not read; all of them while nobody has it. */
  readonly unread: number;
  /** Agents' messages that the customer has not read. */
  readonly contactUnread: number;
  /** In plain, for whoever shows it now: it goes from actor to actor in memory and is never stored. */
  readonly details: RowDetails;
  /** The same for whoever stores it, sealed at revision `conversation.lastSeq`. */
  readonly sealedDetails: Uint8Array;
  readonly key: WrappedKey;
}

function placeOf(conversationId: string, revision: number): Place {
  return { table: "conversations", record: conversationId, field: "details", revision };
}

export function sealDetails(
  dataKey: SealingKey,
  conversation: Conversation,
  details: RowDetails,
  nonce: Uint8Array,
): Uint8Array {
  return sealText(dataKey, placeOf(conversation.id, conversation.lastSeq), JSON.stringify(details), nonce);
}

/** @throws SealBroken if it was sealed for another conversation or revision */
export function openDetails(dataKey: SealingKey, conversation: Conversation, sealed: Uint8Array): RowDetails {
  return rowDetails.parse(JSON.parse(openText(dataKey, placeOf(conversation.id, conversation.lastSeq), sealed)));
}

/** When something last happened, for whom nothing but what is public does. */
export function contactActivityAtMs(
  summary: Pick<ConversationSummary, "contactActivityAtMs" | "lastActivityAtMs">,
): number {
  return summary.contactActivityAtMs ?? summary.lastActivityAtMs;
}

/** Whose list it is, as far as it decides what a row shows. */
export type RowReader = "contact" | { readonly agentId: string; readonly seesPersonal: boolean };

export function agentReader(principal: AgentPrincipal): RowReader {
  return { agentId: principal.id, seesPersonal: seesPersonal(principal) };
}

/** The list row that this reader may see. */
export function rowFor(
  reader: RowReader,
  summary: Omit<ConversationSummary, "details" | "key" | "sealedDetails" | "atHead">,
  details: RowDetails,
): ConversationRow {
  const isAgent = reader !== "contact";
  const shown = isAgent ? previewFor(reader, details.preview) : details.publicPreview;
  const contactName = isAgent ? nameFor(reader, details.contactName) : undefined;
  const lastActivityAtMs = isAgent ? summary.lastActivityAtMs : contactActivityAtMs(summary);
  return {
    conversation: isAgent ? summary.conversation : publicConversation(summary.conversation),
    ...(contactName === undefined ? {} : { contactName }),
    ...(shown === undefined ? {} : { preview: shown }),
    unread: isAgent ? summary.unread : summary.contactUnread,
    lastActivityAt: new Date(lastActivityAtMs).toISOString(),
    ...(summary.waitingSinceMs === undefined ? {} : { waitingSince: new Date(summary.waitingSinceMs).toISOString() }),
  };
}

type AgentReader = Exclude<RowReader, "contact">;

function nameFor(reader: AgentReader, name: string | undefined): string | undefined {
  return name === undefined || reader.seesPersonal ? name : maskText(name).text;
}

function previewFor(reader: AgentReader, stored: RowDetails["preview"]): ConversationRow["preview"] {
  if (stored === undefined) return undefined;
  const { maskedText, ...plain } = stored;
  if (reader.seesPersonal || plain.sender.id === reader.agentId) return plain;
  // One that an earlier release stored has no masked text beside it.
  return { ...plain, sender: maskedActor(plain.sender), text: maskedText ?? maskText(plain.text).text };
}
