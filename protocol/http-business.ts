/** The HTTP half of the contract: the shop as a whole. */
import { z } from "zod";
import { LOGO_TYPES, MAX_LOGO_BYTES } from "#protocol/constants";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { email, locale, personName, timeZone } from "#protocol/vocabulary";

const version = z
  .int()
  .min(0)
  .meta({ description: "Counts the changes: whoever changes it says which state they saw." });

const profile = {
  shopName: personName.or(z.literal("")).meta({ description: "Where an inbox has none of its own; empty: not said." }),
  contactEmail: email.optional(),
  locale,
  timeZone,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .meta({ description: "ISO 4217." }),
};

export const businessBody = z.object({ ...profile, version });
export type BusinessBody = z.infer<typeof businessBody>;

export const business = z
  .object({
    ...profile,
    version,
    logoUrl: z.string().optional().meta({ description: "Path on this origin." }),
  })
  .meta({ id: "Business" });
export type Business = z.infer<typeof business>;

export const logoBody = z.object({
  type: z.enum(LOGO_TYPES),
  dataBase64: z
    .string()
    .min(1)
    .max(Math.ceil(MAX_LOGO_BYTES / 3) * 4)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/),
  version,
});
export type LogoBody = z.infer<typeof logoBody>;

export const businessOperations = {
  readBusiness: {
    method: "get",
    path: "/api/v1/admin/business",
    summary: "The shop as a whole; as it begins while nothing was set.",
    credential: "agent",
    status: 200,
    answer: business,
    codes: BASE_CODES,
  },
  changeBusiness: {
    method: "put",
    path: "/api/v1/admin/business",
    summary: "Sets all of it but the logo; 409 if it was changed since that version.",
    credential: "agent",
    body: businessBody,
    status: 200,
    answer: business,
    codes: [...BASE_CODES, "conflict"],
  },
  changeLogo: {
    method: "put",
    path: "/api/v1/admin/business/logo",
    summary: "A small picture (PNG, JPEG or WebP) in place of the one before.",
    credential: "agent",
    body: logoBody,
    status: 200,
    answer: business,
    codes: [...BASE_CODES, "too_large", "conflict"],
  },
  removeLogo: {
    method: "delete",
    path: "/api/v1/admin/business/logo",
    summary: "No logo.",
    credential: "agent",
    query: z.object({ version: z.coerce.number().pipe(version) }),
    status: 200,
    answer: business,
    codes: [...BASE_CODES, "conflict"],
  },
  readLogo: {
    method: "get",
    path: "/api/v1/business/logo/:hash",
    summary: "The logo, for anybody; a new one has another address.",
    credential: "none",
    params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    status: 200,
    codes: ["not_found", "rate_limited", "unavailable"],
  },
} as const satisfies Record<string, Operation>;
