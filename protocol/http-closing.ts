/** The HTTP half of the contract: how conversations are closed, and what a customer says of it. */
import { z } from "zod";
import {
  DEFAULT_SILENCE_HOURS,
  MAX_CLOSING_CATEGORIES,
  MAX_CLOSING_CATEGORY_CHARS,
  MAX_SILENCE_HOURS,
  MIN_SILENCE_HOURS,
} from "#protocol/closing";
import { labelName } from "#protocol/http-labels";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { closingAnswerBody, conversation, id, slug } from "#protocol/vocabulary";

export const closingCategory = z
  .object({
    id: slug,
    name: labelName
      .max(MAX_CLOSING_CATEGORY_CHARS)
      .optional()
      .meta({ description: "Absent: a built-in one, which clients word." }),
    retired: z.literal(true).optional().meta({ description: "It is offered no more; what has it keeps it." }),
  })
  .meta({ id: "ClosingCategory" });
export type ClosingCategory = z.infer<typeof closingCategory>;

const content = {
  categories: z
    .array(closingCategory)
    .min(1)
    .max(MAX_CLOSING_CATEGORIES)
    .meta({ description: "In the order in which they are offered; one that is left out is retired." }),
  categoryRequired: z.boolean().meta({ description: "Nothing is resolved without one, by whichever way." }),
  silenceHours: z
    .int()
    .min(MIN_SILENCE_HOURS)
    .max(MAX_SILENCE_HOURS)
    .meta({ description: `After that without an answer it is closed; at first ${DEFAULT_SILENCE_HOURS}.` }),
};
const version = z.int().min(0).meta({ description: "0 as long as nothing was set." });
export const closingSettingsBody = z.object({ ...content, version });
export type ClosingSettingsBody = z.infer<typeof closingSettingsBody>;
export const closingSettings = z.object({ ...content, version }).meta({ id: "ClosingSettings" });
export type ClosingSettings = z.infer<typeof closingSettings>;

export const closingOperations = {
  readClosingSettings: {
    method: "get",
    path: "/api/v1/closing-settings",
    summary: "Categories of closing notes, and when silence closes.",
    credential: "agent",
    status: 200,
    answer: closingSettings,
    codes: BASE_CODES,
  },
  changeClosingSettings: {
    method: "put",
    path: "/api/v1/closing-settings",
    summary: "Sets them at the version that was seen.",
    credential: "agent",
    body: closingSettingsBody,
    status: 200,
    answer: closingSettings,
    codes: [...BASE_CODES, "conflict"],
  },
  confirmConversation: {
    method: "post",
    path: "/api/v1/widget/conversations/:id/confirm",
    summary:
      "The customer's answer to whether it is settled, with a rating; 409 `not_asked` where nobody asks. It may be given again to rate it otherwise.",
    credential: "customer",
    params: z.object({ id }),
    body: closingAnswerBody,
    status: 200,
    answer: z.object({ conversation }).meta({ id: "ClosingAnswered" }),
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
