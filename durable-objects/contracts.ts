/**
 * What actors ask of one another and what the worker asks of them. Calls are plain data and idempotent where a repeat
 * is possible; a method only ever grows, since running objects may keep the previous release's code for minutes.
 */

import type { ConversationSummary } from "#domain/conversations/summary";
import type { Result } from "#domain/failures";
import type { AgentPrincipal, ContactPrincipal, Principal } from "#domain/identity/principal";
import type { ConversationHistory } from "#domain/imports/history";
import type { Chosen } from "#domain/presence/rules";
import type { KeyCopies } from "#domain/privacy/key-copies";
import type { WrappedKey } from "#domain/privacy/key-ring";
import type { PersonalKind } from "#domain/privacy/masking/span";
import type { AgentState } from "#domain/routing/rules";
import type { Viewer } from "#domain/tickets/viewers/viewers";
import type {
  AlertCause,
  ContentType,
  ConversationStatus,
  EscalationLevel,
  ExceptionKind,
  FollowUpSubject,
  PresenceStatus,
  Priority,
  SenderType,
  SharedView,
  SlaKind,
  TicketAlertCause,
  TicketDoing,
  TicketDueKind,
  TicketNewsKind,
} from "#protocol/constants";
import type { WaitRange } from "#protocol/frames";
import type { SearchHit } from "#protocol/http-search";
import type { SupportTier } from "#protocol/support-tiers";
import type { ClosingAnswer, Conversation, Message } from "#protocol/vocabulary";

/** The first message, with what the actor needs to begin its life. */
export interface StartConversation {
  readonly conversationId: string;
  readonly inboxId: string;
  readonly teamId: string;
  /** Absent while a guest has not said it. */
  readonly contactName: string | undefined;
  readonly key: WrappedKey;
  readonly clientId: string;
  /** Absent from a worker of before there were others: words. */
  readonly contentType?: ContentType | undefined;
  readonly content: string;
  readonly attachmentIds: readonly string[];
  /** What the customer reads; absent where that is not known, or an earlier release asks. */
  readonly language?: string | undefined;
  /** Who of the agents had this customer last. */
  readonly lastAgentId?: string | undefined;
  /** Whether the shop has rules to ask of it. */
  readonly isRuled?: boolean | undefined;
}

/** A conversation that was elsewhere before, with its past. */
export interface ImportConversation {
  readonly conversationId: string;
  readonly key: WrappedKey;
  readonly history: ConversationHistory;
}

/** What changes who has a conversation, or whether it is at an end. */
export type AssignmentAction =
  | { readonly type: "conversation.accept" }
  | { readonly type: "conversation.assign"; readonly agentId: string }
  | {
      readonly type: "conversation.transfer";
      readonly agentId?: string | undefined;
      readonly teamId?: string | undefined;
      readonly supportTier?: SupportTier | undefined;
      readonly reason: string;
    }
  | { readonly type: "conversation.snooze"; readonly untilMs: number }
  | {
      readonly type: "conversation.resolve";
      /** Of its closing note. */
      readonly category?: string | undefined;
      readonly note?: string | undefined;
    }
  | { readonly type: "conversation.reopen" };

/** What says something of a conversation, and moves it nowhere. */
export type MarkAction =
  | ({ readonly type: "conversation.label" } & LabelsWanted)
  | { readonly type: "conversation.prioritise"; readonly priority: Priority }
  | { readonly type: "conversation.flag"; readonly kind: ExceptionKind; readonly reason: string }
  | { readonly type: "conversation.unflag"; readonly kind: ExceptionKind; readonly reason?: string | undefined };

/** By their ids. */
export interface LabelsWanted {
  readonly add?: readonly string[] | undefined;
  readonly remove?: readonly string[] | undefined;
}

/** What an agent may do with a conversation. */
export type ConversationAction = AssignmentAction | MarkAction;

export interface AssignmentState {
  readonly assigneeId: string | undefined;
  readonly epoch: number;
  readonly takesSlot: boolean;
}

/** Which sockets to close: all of one sign-in, all of one person, or all of customers from a network. */
export type SocketsOf =
  | {
      readonly principalId: string;
      readonly sessionId?: string | undefined;
      /** Those alone that were opened under an earlier state of the person's access. */
      readonly beforeAccessVersion?: number | undefined;
    }
  | { readonly networkTags: readonly string[] };

/** A guest is part of a verified contact now. */
export interface JoinContact {
  readonly from: string;
  readonly to: string;
  /** Of the verified contact, where it is known. */
  readonly name?: string | undefined;
}

export interface ToTier {
  readonly supportTier: SupportTier;
  readonly reason: string;
}

export interface ConversationRpc {
  start(
    principal: ContactPrincipal,
    start: StartConversation,
  ): Promise<Result<{ message: Message; repeated: boolean }>>;
  /**
   * Begins it with its past. Idempotent.
   * @returns refuses `key_missing`, `erased`
   */
  importHistory(imported: ImportConversation): Promise<Result<true>>;
  perform(principal: AgentPrincipal, action: ConversationAction): Promise<Result<{ conversation: Conversation }>>;
  /** As the frame that names a line; of a name of its own, which an earlier release, that knows no lines, does not have. */
  transferToTier(principal: AgentPrincipal, to: ToTier): Promise<Result<{ conversation: Conversation }>>;
  /** By the customer's page: of labels that the worker found it may touch. */
  labelOwn(principal: ContactPrincipal, change: LabelsWanted): Promise<Result<true>>;
  messages(
    principal: Principal,
    page: { beforeSeq?: number | undefined; limit: number },
  ): Promise<Result<{ items: Message[]; hasMore: boolean }>>;
  /** Which kinds of personal data a message holds: for the audit log, which is written before {@link reveal} is asked. */
  personalIn(
    principal: AgentPrincipal,
    messageId: string,
  ): Promise<Result<{ kinds: PersonalKind[]; changedSeq: number }>>;
  /** The text in plain, unless the message was changed since that `changedSeq`. */
  reveal(principal: AgentPrincipal, messageId: string, changedSeq: number): Promise<Result<{ content: string }>>;
  /** Messages that have what is looked for: a few, and none if the conversation does not have all of the words. */
  findMessages(principal: AgentPrincipal, query: string): Promise<Result<SearchHit[]>>;
  /** Gives the waiting conversation to the agent whose slot is reserved for this epoch, before the lease ends. */
  commitAssignment(offer: SlotGrant & { epoch: number }): Promise<Result<{ epoch: number }>>;
  /** Puts it back at the head of its queue because this agent dropped. */
  releaseAssignment(agentId: string, epoch: number): Promise<void>;
  /** It waits on in another team, if it still waits at that epoch. */
  overflow(teamId: string, epoch: number): Promise<void>;
  /** Puts it back at the head of its queue if this agent has said nothing to the customer since it is theirs. */
  takeBack(agentId: string, epoch: number): Promise<void>;
  assignment(): Promise<AssignmentState | undefined>;
  summary(): Promise<ConversationSummary | undefined>;
  /** @param place a number is what a queue of an earlier release says */
  queuePosition(epoch: number, place: QueuePlace | number): Promise<void>;
  /** With the code for a block, whoever is meant does not come back for a little: see `conversation/barred.ts`. */
  closeSockets(sockets: SocketsOf, code: number): Promise<void>;
  /** The customer says whether it is settled. @returns refuses `not_asked` */
  confirm(principal: ContactPrincipal, answer: ClosingAnswer): Promise<Result<{ conversation: Conversation }>>;
  /** A ticket of it was resolved: its customer is to be asked. Idempotent. */
  ticketResolved(): Promise<void>;
  /** Idempotent, also before the conversation has begun. */
  joinContact(join: JoinContact): Promise<void>;
  /**
   * Has its copy of the data key wrapped by this key of the ring. Idempotent.
   * @returns what other keys it still names; undefined if it has not begun
   */
  rewrapKeys(keyId: string): Promise<KeyCopies | undefined>;
  /**
   * Tells the index of words all that it has, hashed with this key of the blind index, in place of what is there.
   * @returns whether that is done, or the object does not know this key yet; undefined if there is nothing that can be read
   */
  reindexWords(keyId: string): Promise<boolean | undefined>;
  /**
   * Takes the conversation out of use for its erasure, if it is resolved and nothing happened in it since then.
   * @returns whether it is out of use now, or was before
   */
  claimErasure(conversationId: string, idleSinceMs: number): Promise<boolean>;
  /** Destroys all that it keeps, whatever goes on in it, and leaves a tombstone. Tells whoever lists it. */
  erase(conversationId: string): Promise<void>;
  /** All that it holds, notes included, for its customer's export; undefined if there is nothing (any more). */
  exportPage(afterSeq: number, limit: number): Promise<ConversationExport | undefined>;
}

/** What of a message a customer's export holds; names of staff stay out of it. */
export interface ExportedMessage {
  readonly seq: number;
  readonly sender: { readonly type: SenderType; readonly id: string };
  readonly contentType: Message["contentType"];
  /** Empty once recalled. */
  readonly content: string;
  readonly isNote: boolean;
  readonly createdAtMs: number;
  readonly editedAtMs: number | undefined;
  readonly recalledAtMs: number | undefined;
}

export interface ConversationExport {
  readonly status: ConversationStatus;
  /** By their ids, some of which may be deleted by now; absent if there are none, or an earlier release answers. */
  readonly labels?: readonly string[] | undefined;
  /** Absent if an earlier release answers. */
  readonly priority?: Priority | undefined;
  readonly createdAtMs: number;
  readonly contactName: string;
  /** In order. */
  readonly messages: readonly ExportedMessage[];
  /** Absent at the end. */
  readonly nextAfterSeq: number | undefined;
}

/** A slot of an agent's capacity, held for one conversation at one epoch until the lease ends. */
export interface SlotGrant {
  readonly agentId: string;
  readonly agentName: string;
  readonly leaseUntilMs: number;
}

/** Where somebody stands in a line. */
export interface QueuePlace {
  /** From 1. */
  readonly position: number;
  /** So many wait, or so long, that a message had better be left. */
  readonly isFull: boolean;
  /** Absent where nothing can be said. */
  readonly wait?: WaitRange | undefined;
}

export interface SlotRequest {
  readonly conversationId: string;
  /** Absent if an earlier release asks. */
  readonly inboxId?: string | undefined;
  readonly epoch: number;
  /** In places; what is more than all of the agent's capacity takes all of it. */
  readonly weight: number;
  /**
   * `pick`: the agent asks for it, which is granted whatever their status; `offer`: they must be online; `handover`: not
   * offline; `restore`: an import says that it was theirs, wherever they are.
   */
  readonly manner: "pick" | "offer" | "handover" | "restore";
  /** Who picks, or is given back what was theirs: lets an agent take work before their feed was ever connected. */
  readonly picker?: AgentPrincipal | undefined;
}

/** A place for a ticket that is about to be given to an agent. */
export interface TicketSlotRequest {
  readonly ticketId: string;
  /** Of the ticket as it waits: it is given from this version on. */
  readonly version: number;
  readonly teamId: string;
  readonly inboxId: string;
  /** In places. */
  readonly weight: number;
  /** With so many unfinished ones they are given no more. */
  readonly atMost: number;
}

/** That a ticket is this agent's now, by its team's queue. */
export interface TicketGiven {
  readonly ticketId: string;
  /** Of the ticket, now that it is theirs. */
  readonly version: number;
  readonly number: number;
  readonly inboxId: string;
}

/** That a note names an agent: who wrote it and where, nothing of what it says. */
export interface Mention {
  readonly conversationId: string;
  readonly inboxId: string;
  readonly seq: number;
  readonly by: { readonly id: string; readonly name: string };
}

/** That a conversation's service level is overdue, or about to be. */
export interface Alerted {
  readonly conversationId: string;
  readonly inboxId: string;
  /** The same for the same news. */
  readonly key: string;
  readonly cause: AlertCause;
  readonly kind: SlaKind;
  readonly dueAtMs: number;
  /** As whom the agent is told. */
  readonly to: EscalationLevel;
}

/** That a ticket is overdue, or about to be, or that a refund of it is to be decided or was. */
export interface TicketAlerted {
  readonly ticketId: string;
  readonly number: number;
  readonly inboxId: string;
  /** The same for the same news. */
  readonly key: string;
  readonly cause: TicketAlertCause;
  readonly kind: TicketDueKind;
  readonly dueAtMs: number;
  /** As whom the agent is told. */
  readonly to: EscalationLevel;
}

/** That a colleague did something with a ticket which the agent has or follows. */
export interface TicketTold {
  readonly ticketId: string;
  readonly number: number;
  readonly inboxId: string;
  /** Of its time line. */
  readonly entryId: string;
  readonly kind: TicketNewsKind;
  readonly byId: string;
  readonly atMs: number;
}

/** That the time has come for what somebody promised. */
export interface FollowUpDue {
  readonly id: string;
  readonly subject: FollowUpSubject;
  readonly subjectId: string;
  readonly inboxId: string;
  readonly dueAtMs: number;
}

export interface AgentRpc {
  reserve(request: SlotRequest): Promise<Result<SlotGrant>>;
  /** Gives a slot back that was reserved for this epoch or an earlier one and not committed. */
  cancelReservation(conversationId: string, epoch: number): Promise<void>;
  /** As {@link reserve}, for a ticket: of whoever is online and of its team. Idempotent. @returns when the lease ends */
  reserveTicket(request: TicketSlotRequest): Promise<Result<{ readonly leaseUntilMs: number }>>;
  /** Gives a place back that was reserved for this version or an earlier one, and not used. */
  cancelTicket(ticketId: string, version: number): Promise<void>;
  /** Told to this agent's consoles. */
  ticketGiven(given: TicketGiven): Promise<void>;
  /** Tickets that are, or were, this agent's were changed: what they have is counted anew. Idempotent. */
  ticketsChanged(): Promise<void>;
  /** The newest state of a conversation that is, or was, this agent's. */
  conversationChanged(summary: ConversationSummary): Promise<void>;
  /** Rows of lists that this agent's feed subscribes to. */
  listChanged(summaries: readonly ConversationSummary[]): Promise<void>;
  /** Notes that a socket of this sign-in opens on a conversation, so that it can be closed with the session. */
  openSocket(principal: AgentPrincipal, conversationId: string): Promise<Result<true>>;
  /**
   * It is open: noted once more, for the note may have been taken for that of an earlier socket and struck out.
   * @param expiresAtMs when it is closed at the latest
   * @param accessVersion the state of the person's access that it was opened under
   */
  socketOpened(conversationId: string, sessionId: string, expiresAtMs?: number, accessVersion?: number): Promise<void>;
  /** The last one of this sign-in on this conversation is gone. */
  socketClosed(conversationId: string, sessionId: string): Promise<void>;
  endSession(sessionId: string): Promise<void>;
  /**
   * Role, scope or account changed: sockets are closed, each client comes back with what it may do now, and conversations
   * that are no longer theirs to have go back to their queues.
   * @param accessVersion what was opened under an earlier state is closed; absent: everything is
   */
  accessChanged(accessVersion?: number): Promise<void>;
  presence(): Promise<PresenceStatus>;
  /** {@link presence}, with what they said of it to colleagues. */
  whereabouts(): Promise<Chosen>;
  /** What the agent prefers was changed in D1: what of it counts here is read anew. */
  preferencesChanged(): Promise<void>;
  /** What the agent knows was set anew in D1. */
  abilitiesChanged(): Promise<void>;
  /** A note names this agent. Told to their consoles, and kept until they open the conversation. Idempotent. */
  mentioned(mention: Mention): Promise<void>;
  /** Told to this agent's consoles, and kept until they open the conversation. Idempotent. */
  alerted(alert: Alerted): Promise<void>;
  /** Told to this agent's consoles, and kept until they open the ticket. Idempotent. */
  ticketAlerted(alert: TicketAlerted): Promise<void>;
  /** Told to this agent's consoles, and kept until they open the ticket. Idempotent. */
  ticketTold(told: TicketTold): Promise<void>;
  /** Who else has this ticket open: told to this agent's consoles, and kept nowhere. */
  ticketViewers(ticketId: string, viewers: readonly Viewer[]): Promise<void>;
  /** The agent opens this ticket. */
  ticketSeen(ticketId: string): Promise<void>;
  /** Something that this agent promised was promised, moved or kept in D1. Idempotent. */
  followUpsChanged(): Promise<void>;
  /** Told to this agent's consoles, whoever promised it. */
  followUpDue(due: FollowUpDue): Promise<void>;
  /** Has its copies of conversations' data keys wrapped by this key of the ring. Idempotent. @returns what other keys they name */
  rewrapKeys(keyId: string): Promise<KeyCopies | undefined>;
  /** The conversation is no more: its slot, row and sockets are forgotten, and late news of it is not heard. */
  conversationErased(conversationId: string): Promise<void>;
}

/** What a queue must know of an agent; the newer `version` wins. */
export interface AgentAvailability extends AgentState {
  /** Told beside a `load` of whole places, rounded up, which is all that an earlier release keeps. */
  readonly exactLoad?: number | undefined;
  /** How many tickets they have that are not finished; absent if an earlier release tells. */
  readonly tickets?: number | undefined;
  readonly version: number;
}

/** How a team stands for who is transferred into its line. */
export interface QueueOutlook {
  /** Somebody who may have work of the inbox is online. */
  readonly isSomebodyIn: boolean;
  /** In the line. */
  readonly waiting: number;
  /** Until they have somebody; absent where nothing can be said. */
  readonly expectedWaitMs?: number | undefined;
}

export interface QueueRpc {
  /** The newest state of a conversation that is, or was, this team's: it waits here, or no longer. */
  conversationChanged(summary: ConversationSummary): Promise<void>;
  /** Rows of this team's lists, of conversations that an agent has: nothing about who waits. */
  rowsChanged(summaries: readonly ConversationSummary[]): Promise<void>;
  agentChanged(availability: AgentAvailability): Promise<void>;
  /** How the team hands out its work was set anew in D1. */
  policyChanged(): Promise<void>;
  /** Where the conversation stands, from 1; undefined if it does not wait here. */
  position(conversationId: string): Promise<number | undefined>;
  /** The same, with whether so many wait that a message had better be left. */
  place(conversationId: string): Promise<QueuePlace | undefined>;
  /**
   * How it is here for work of this inbox that is transferred.
   * @param leavesAgentId who hands it on, and does not count as somebody in; an earlier release counts them
   */
  outlook(inboxId: string, leavesAgentId?: string): Promise<QueueOutlook>;
  /** Who of the team is there for customers of this inbox, by id; whoever would be asked first comes first. */
  onlineAgents(inboxId: string): Promise<string[]>;
  /** The agent's feed shows these lists until then; none ends it. */
  watch(agentId: string, views: readonly SharedView[], untilMs: number): Promise<void>;
  /** The conversation is no more: it waits nowhere, and whoever looks at the team's lists is told. */
  conversationErased(conversationId: string): Promise<void>;
  /** An agent who sees this ticket has it open, types in it or left it. Kept in memory alone. @returns who else is there */
  ticketViewed(ticketId: string, agentId: string, doing: TicketDoing): Promise<Viewer[]>;
  /** These tickets are this team's, or were, and were changed. */
  ticketsChanged(ticketIds: readonly string[]): Promise<void>;
}
