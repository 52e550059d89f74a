/** The HTTP half of the contract: what may be set of an inbox, and where its widget was seen. */
import { z } from "zod";
import { INBOX_POSITIONS, MAX_GREETING_CHARS, MAX_ORIGINS } from "#protocol/constants";
import { accent } from "#protocol/http-widget-inbox";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { shopOrigin } from "#protocol/shop-origin";
import { instant, isReadable, locale, personName, slug, timeZone } from "#protocol/vocabulary";

const MAX_URL_CHARS = 500;
/** Three shifts a day. */
const MAX_INTERVALS = 21;

const greetingText = z.string().max(MAX_GREETING_CHARS).refine(isReadable, {
  message: "must be well-formed text with something in it",
});
const version = z
  .int()
  .min(1)
  .meta({ description: "Counts the changes: whoever changes it says which state they saw." });
const minute = z
  .int()
  .min(0)
  .max(24 * 60);

/** Weekly, by the clock of one time zone. */
export const openingHours = z
  .object({
    timeZone,
    intervals: z
      .array(
        z.object({
          weekday: z.int().min(1).max(7).meta({ description: "ISO 8601: 1 is Monday, 7 Sunday." }),
          fromMinute: minute.meta({ description: "Minutes since midnight by that clock." }),
          toMinute: minute.meta({ description: "No longer open then; 1440 is the end of the day." }),
        }),
      )
      .min(1)
      .max(MAX_INTERVALS)
      .meta({ description: "None ends before it begins, and none overlaps another of its day." }),
  })
  .meta({ id: "OpeningHours" });

/** A page that people can be sent to. */
const pageUrl = z.url({ protocol: /^https$/ }).max(MAX_URL_CHARS);

const settings = {
  name: personName.meta({ description: "As colleagues see it." }),
  shopName: personName.optional().meta({ description: "As customers see it; absent: the business profile's." }),
  locale: locale.meta({ description: "For visitors whose browser asks for neither language." }),
  accent: accent.optional().meta({ description: "Absent: the widget's own." }),
  position: z.enum(INBOX_POSITIONS),
  greeting: z
    .object({ en: greetingText.optional(), "zh-CN": greetingText.optional() })
    .meta({ description: "A language that is missing has the widget's own words." }),
  privacyUrl: pageUrl.optional(),
  allowedOrigins: z
    .array(z.string().refine((origin) => shopOrigin(origin) === origin, { message: "must be an https origin" }))
    .max(MAX_ORIGINS)
    .meta({ description: "Origins whose pages may embed the widget; plain http on localhost alone." }),
  defaultTeamId: slug,
  openingHours: openingHours.optional().meta({ description: "Absent: always open." }),
};

export const inboxSettingsBody = z.object({ ...settings, version });
export type InboxSettingsBody = z.infer<typeof inboxSettingsBody>;

export const inboxSettings = z.object({ id: slug, ...settings, version }).meta({ id: "InboxSettings" });
export type InboxSettingsAnswer = z.infer<typeof inboxSettings>;

export const newInboxBody = z.object({ id: slug, name: personName, locale, defaultTeamId: slug });
export type NewInboxBody = z.infer<typeof newInboxBody>;

export const inboxSightings = z
  .object({ items: z.array(z.object({ origin: z.string(), lastSeenAt: instant })) })
  .meta({ id: "InboxSightings" });

const inboxPath = z.object({ inboxId: slug });

export const inboxSettingsOperations = {
  createInbox: {
    method: "post",
    path: "/api/v1/admin/inboxes",
    summary: "A new inbox, with an identity secret of its own; 409 if there is one with this id.",
    credential: "agent",
    body: newInboxBody,
    status: 201,
    answer: inboxSettings,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  readInboxSettings: {
    method: "get",
    path: "/api/v1/admin/inboxes/:inboxId",
    summary: "What is set of an inbox.",
    credential: "agent",
    params: inboxPath,
    status: 200,
    answer: inboxSettings,
    codes: [...BASE_CODES, "not_found"],
  },
  changeInboxSettings: {
    method: "put",
    path: "/api/v1/admin/inboxes/:inboxId",
    summary: "Sets all of it; 409 if it was changed since that version.",
    credential: "agent",
    params: inboxPath,
    body: inboxSettingsBody,
    status: 200,
    answer: inboxSettings,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  deleteInbox: {
    method: "delete",
    path: "/api/v1/admin/inboxes/:inboxId",
    summary: "Deletes an inbox that nobody ever used; 409 for any other.",
    credential: "agent",
    params: inboxPath,
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  listInboxSightings: {
    method: "get",
    path: "/api/v1/admin/inboxes/:inboxId/sightings",
    summary: "On which pages its widget was loaded, by origin, the latest first.",
    credential: "agent",
    params: inboxPath,
    status: 200,
    answer: inboxSightings,
    codes: [...BASE_CODES, "not_found"],
  },
} as const satisfies Record<string, Operation>;
