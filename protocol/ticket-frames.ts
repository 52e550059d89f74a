/** What an agent's feed tells of tickets beside their times: ids and times, never what was written. */
import { z } from "zod";
import { TICKET_DOINGS, TICKET_NEWS_KINDS } from "#protocol/constants";
import { id, instantMs, slug } from "#protocol/vocabulary";

export const ticketNewsFields = {
  ticketId: id,
  number: z.int().min(1),
  key: id.meta({ description: "The latest line of its time line that is told of." }),
  kind: z
    .enum(TICKET_NEWS_KINDS)
    .meta({ description: "Of several: that somebody named the agent, or else the latest." }),
  byId: slug.meta({ description: "Who did that, or `system`." }),
  atMs: instantMs,
  count: z.int().min(1).meta({ description: "So many since the agent last opened the ticket." }),
};
/** Colleagues did something with a ticket that the agent has or follows. In the place of what was told of it before. */
export const feedTicketNews = z.object({ type: z.literal("ticket.news"), ...ticketNewsFields });

/** The ticket is open on the sender's screen, or they type in it, or it is no more; said again while it lasts. */
export const ticketViewing = z.object({
  type: z.literal("ticket.viewing"),
  ticketId: id,
  doing: z.enum(TICKET_DOINGS),
});

/** Which colleagues have this ticket open, but for the reader: all of them, in the place of what was told before. */
export const feedTicketViewers = z.object({
  type: z.literal("ticket.viewers"),
  ticketId: id,
  viewers: z.array(z.object({ agentId: slug, typing: z.boolean() })),
});
