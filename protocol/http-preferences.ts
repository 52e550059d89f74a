/** The HTTP half of the contract: what an agent has chosen for themselves, kept on the server so that it follows them. */
import { z } from "zod";
import {
  ACCENTS,
  DENSITIES,
  LOCALES,
  MAX_WRAP_UP_SECONDS,
  QUICK_ACTIONS,
  SEND_KEYS,
  THEMES,
} from "#protocol/constants";
import { BASE_CODES, type Operation } from "#protocol/operation";

/** Each with its default, so that what an earlier release kept is read with what came since. */
export const preferences = z
  .object({
    theme: z.enum(THEMES).default("auto"),
    accent: z.enum(ACCENTS).default("indigo"),
    density: z.enum(DENSITIES).default("comfortable"),
    locale: z.enum(LOCALES).optional().meta({ description: "Absent: as the browser asks." }),
    sendKey: z.enum(SEND_KEYS).default("enter"),
    quickBar: z
      .array(z.enum(QUICK_ACTIONS))
      .refine((actions) => new Set(actions).size === actions.length, { message: "must name each action once" })
      .default(["canned", "emoji", "mention"])
      .meta({ description: "Which actions stand in the composer, in this order." }),
    notifications: z
      .object({
        assigned: z.boolean().default(true),
        message: z.boolean().default(true),
        mention: z.boolean().default(true),
        alert: z.boolean().default(true),
      })
      .default({ assigned: true, message: true, mention: true, alert: true })
      .meta({ description: "Of what the desktop is told, where the browser allows it." }),
    desktopOffered: z.boolean().default(false).meta({
      description: "The agent was asked whether the desktop shall be told, and is not asked again.",
    }),
    sounds: z
      .object({
        assigned: z.boolean().default(true),
        message: z.boolean().default(true),
        volume: z.int().min(0).max(100).default(60),
      })
      .default({ assigned: true, message: true, volume: 60 }),
    wrapUpSeconds: z.int().min(0).max(MAX_WRAP_UP_SECONDS).default(0).meta({
      description: "After a conversation has ended no new one is given for so long.",
    }),
  })
  .meta({ id: "Preferences" });
export type Preferences = z.infer<typeof preferences>;

const version = z.int().min(0).meta({ description: "Raised by each change; 0 before the first." });
export const keptPreferences = z.object({ preferences, version }).meta({ id: "KeptPreferences" });
export type KeptPreferences = z.infer<typeof keptPreferences>;

export const preferencesOperations = {
  readPreferences: {
    method: "get",
    path: "/api/v1/me/preferences",
    summary: "What the agent has chosen for themselves.",
    credential: "agent",
    status: 200,
    answer: keptPreferences,
    codes: BASE_CODES,
  },
  changePreferences: {
    method: "put",
    path: "/api/v1/me/preferences",
    summary: "Keeps what the agent chooses, all of it; 409 if it was changed since that version.",
    credential: "agent",
    body: keptPreferences,
    status: 200,
    answer: keptPreferences,
    codes: [...BASE_CODES, "conflict"],
  },
} as const satisfies Record<string, Operation>;
