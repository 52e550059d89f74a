/** The HTTP half of the contract: what the widget shows of its inbox before anybody has written. */
import { z } from "zod";
import { carriesWhite, isColor } from "#protocol/accent";
import { INBOX_POSITIONS, TEAM_STATES } from "#protocol/constants";
import type { Operation } from "#protocol/operation";
import { instant, slug } from "#protocol/vocabulary";

export const accent = z
  .string()
  .refine((color) => isColor(color) && carriesWhite(color), {
    message: "must be #rrggbb and dark enough for white text (4.5:1)",
  })
  .meta({ description: "`#rrggbb`, dark enough for white text: a contrast of 4.5:1 or more." });

/** A text in one or both languages. */
export const greeting = z.object({ en: z.string().optional(), "zh-CN": z.string().optional() });

export const widgetTeam = z
  .object({
    people: z.array(z.object({ id: z.string(), name: z.string() })).meta({
      description: "At most three who are there now, those with the most room first; none while closed.",
    }),
    state: z.enum(TEAM_STATES).meta({
      description: "`away`: within opening hours, but nobody is there; `closed`: outside of them.",
    }),
    opensAt: instant.optional().meta({ description: "When it opens next; while closed." }),
    usualReplySeconds: z.int().min(0).optional().meta({
      description: "Median time to a person's first reply in the last seven days; absent where there were too few.",
    }),
  })
  .meta({ id: "WidgetTeam" });
export type WidgetTeam = z.infer<typeof widgetTeam>;

export const widgetInbox = z
  .object({
    id: slug,
    shopName: z.string(),
    logoUrl: z.string().optional().meta({ description: "Absolute, on Edgedesk's own origin." }),
    accent: accent.optional(),
    position: z.enum(INBOX_POSITIONS),
    greeting: greeting.optional(),
    privacyUrl: z.string().optional(),
    team: widgetTeam,
  })
  .meta({ id: "WidgetInbox" });
export type WidgetInbox = z.infer<typeof widgetInbox>;

export const widgetInboxOperations = {
  readWidgetInbox: {
    method: "get",
    path: "/api/v1/widget/inboxes/:inboxId",
    summary: "How the widget of this inbox looks, and whether anybody is there. For pages that may embed it.",
    credential: "none",
    params: z.object({ inboxId: slug }),
    status: 200,
    answer: widgetInbox,
    codes: ["forbidden", "not_found", "rate_limited", "unavailable"],
  },
} as const satisfies Record<string, Operation>;
