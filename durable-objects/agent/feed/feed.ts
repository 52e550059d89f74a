/** An agent's open feeds: their own list, and rows of the lists that nobody owns, for those feeds that look at them. */
import { z } from "zod";
import type { FeedRows } from "#actors/agent/feed/feed-rows";
import { Sockets } from "#actors/runtime/sockets";
import { seesPersonal } from "#domain/conversations/masked";
import { agentReader, type ConversationSummary, rowFor } from "#domain/conversations/summary";
import { agentPrincipal } from "#domain/identity/principal";
import { isInScope, isInSight, teamsInSight } from "#domain/identity/scope";
import { SHARED_VIEWS, type SharedView } from "#protocol/constants";

const attachmentSchema = z.object({ principal: agentPrincipal, views: z.array(z.enum(SHARED_VIEWS)) });
export type FeedAttachment = z.infer<typeof attachmentSchema>;

export class Feed {
  readonly sockets: Sockets<FeedAttachment>;
  readonly #rows: FeedRows;

  constructor(ctx: DurableObjectState, rows: FeedRows) {
    this.sockets = new Sockets(ctx, attachmentSchema);
    this.#rows = rows;
  }

  isOpen(): boolean {
    return this.sockets.count(() => true) > 0;
  }

  tellAll(frame: object): void {
    this.sockets.broadcast(frame, () => true);
  }

  /** The conversation is in the agent's own list. Resolves when the row is stored. */
  async keep(summary: ConversationSummary): Promise<void> {
    this.#sendRow(summary, () => true);
    // The caller may forget it only once it is kept, but need not be the only one who waits for the disk.
    await this.#rows.save(summary);
  }

  /** The conversation left the agent's own list, if it was there. */
  drop(summary: ConversationSummary, isMine: boolean): void {
    const { id, teamId } = summary.conversation;
    if (!this.#rows.remove(id)) return;
    this.tellAll({ type: "conversation.removed", conversationId: id });
    const isListed = ({ principal, views }: FeedAttachment) =>
      views.includes("all") && (isMine || isInSight(principal, teamId));
    this.#sendRow(summary, isListed);
  }

  /** Rows of lists that nobody owns, as the index lists them: a team hears of what left it, and lists it no more. */
  patch(summaries: readonly ConversationSummary[], agentId: string | undefined): void {
    for (const summary of summaries) {
      const { id, assigneeId, status, teamId } = summary.conversation;
      // Its own rows it hears of from the conversation itself, and sooner.
      if (assigneeId !== undefined && assigneeId === agentId) continue;
      const isUnassigned = assigneeId === undefined && status === "open";
      const isListed = ({ principal, views }: FeedAttachment) =>
        isInSight(principal, teamId) && (views.includes("all") || (isUnassigned && views.includes("unassigned")));
      this.#sendRow(summary, isListed);
      this.sockets.broadcast(
        { type: "conversation.removed", conversationId: id },
        (attachment) =>
          attachment.views.length > 0 && !isListed(attachment) && isInScope(attachment.principal, summary.conversation),
      );
    }
  }

  /** Lists that any feed looks at. */
  views(): SharedView[] {
    const views = new Set<SharedView>();
    for (const [, attachment] of this.sockets.entries()) for (const view of attachment.views) views.add(view);
    return [...views];
  }

  /** Whether a feed shows a list of the whole shop, rather than of the agent's own teams. */
  looksAtEveryTeam(): boolean {
    return this.sockets.count(({ principal, views }) => views.length > 0 && teamsInSight(principal) === undefined) > 0;
  }

  #sendRow(summary: ConversationSummary, isListed: (attachment: FeedAttachment) => boolean): void {
    const { conversation, details } = summary;
    // Which permissions an agent has may differ from one of their sockets to the next.
    for (const sees of [false, true]) {
      const isMeant = ({ principal, views }: FeedAttachment) =>
        seesPersonal(principal) === sees && isListed({ principal, views }) && isInScope(principal, conversation);
      const meant = [...this.sockets.entries()].find(([, attachment]) => isMeant(attachment));
      if (meant === undefined) continue;
      const row = rowFor(agentReader(meant[1].principal), summary, details);
      this.sockets.broadcast({ type: "conversation.updated", conversationId: conversation.id, ...row }, isMeant);
    }
  }
}
