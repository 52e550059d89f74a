/** The HTTP half of the contract: consent, retention, export and erasure. */
import { z } from "zod";
import {
  CONSENT_PURPOSES,
  EXPORT_FORMATS,
  MAX_CONSENT_TEXT_CHARS,
  MAX_CONSENT_TITLE_CHARS,
  MAX_RETENTION_DAYS,
  MIN_RETENTION_DAYS,
  PRIVACY_REQUEST_KINDS,
  PRIVACY_REQUEST_STATUSES,
  RETENTION_KINDS,
} from "#protocol/constants";
import { BASE_CODES, cursor, limit, type Operation } from "#protocol/operation";
import { id, instant, isReadable, locale, slug } from "#protocol/vocabulary";

const contactPath = z.object({ id });
const requestPath = z.object({ id });
const inboxPath = z.object({ id: slug });

// --- exports and erasures --------------------------------------------------------------------------------------------

export const erasureBody = z.object({
  confirm: id.meta({ description: "The contact's id once more: an erasure cannot be undone." }),
});

export const privacyRequest = z
  .object({
    id,
    kind: z.enum(PRIVACY_REQUEST_KINDS),
    inboxId: slug,
    contactId: id.optional(),
    status: z.enum(PRIVACY_REQUEST_STATUSES),
    progress: z.object({ done: z.int().min(0), total: z.int().min(0) }),
    requestedBy: z.string().meta({ description: "An account's id, or `system`." }),
    createdAt: instant,
    startedAt: instant.optional(),
    finishedAt: instant.optional(),
    expiresAt: instant.optional().meta({ description: "Until when an export can be downloaded." }),
    failure: z.string().optional().meta({ description: "Why it does not get on, as a tag." }),
    version: z.int().min(1),
  })
  .meta({ id: "PrivacyRequest" });
export type PrivacyRequest = z.infer<typeof privacyRequest>;

export const privacyRequestPage = z
  .object({ items: z.array(privacyRequest), nextCursor: z.string().optional() })
  .meta({ id: "PrivacyRequestPage" });
export type PrivacyRequestPage = z.infer<typeof privacyRequestPage>;

export const privacyRequestListQuery = z.object({
  kind: z.enum(PRIVACY_REQUEST_KINDS).optional(),
  contactId: id.optional(),
  cursor,
  limit,
});
export const exportFileQuery = z.object({ format: z.enum(EXPORT_FORMATS), locale: locale.optional() });

// --- consent ---------------------------------------------------------------------------------------------------------

const title = z.string().trim().min(1).max(MAX_CONSENT_TITLE_CHARS).refine(isReadable);
const body = z.string().trim().min(1).max(MAX_CONSENT_TEXT_CHARS).refine(isReadable);
const consentWords = z.object({ title, body });
export const consentTexts = z.object({ en: consentWords, "zh-CN": consentWords }).meta({ id: "ConsentTexts" });
export type ConsentTexts = z.infer<typeof consentTexts>;
const purpose = z.enum(CONSENT_PURPOSES);
const version = z.int().min(1);

export const consentText = z
  .object({
    purpose,
    version,
    texts: consentTexts.optional().meta({ description: "Absent: from this version on it is not asked any more." }),
    publishedAt: instant,
  })
  .meta({ id: "ConsentText" });
export type ConsentText = z.infer<typeof consentText>;

export const consentTextBody = z.object({
  purpose,
  basedOnVersion: z.int().min(0).meta({ description: "The newest that the writer knew; 0 for none." }),
  texts: consentTexts.optional().meta({ description: "Absent to ask no more." }),
});

/** What the widget shows: only what is asked now. */
export const askedConsent = z.object({ purpose, version, texts: consentTexts }).meta({ id: "AskedConsent" });
export const askedConsentList = z.object({ items: z.array(askedConsent) }).meta({ id: "AskedConsentList" });
export const ownConsent = z
  .object({
    purpose,
    version,
    texts: consentTexts,
    answer: z
      .object({ version, given: z.boolean(), answeredAt: instant })
      .optional()
      .meta({ description: "The last answer, perhaps to an earlier version." }),
  })
  .meta({ id: "OwnConsent" });
export type OwnConsent = z.infer<typeof ownConsent>;
export const ownConsentList = z.object({ items: z.array(ownConsent) }).meta({ id: "OwnConsentList" });
export const consentBody = z.object({ purpose, version, given: z.boolean() });

// --- retention -------------------------------------------------------------------------------------------------------

const retentionKind = z.enum(RETENTION_KINDS);
const days = z.int().min(MIN_RETENTION_DAYS).max(MAX_RETENTION_DAYS);
export const retentionRule = z
  .object({
    kind: retentionKind,
    days: days.nullable().meta({ description: "Null: kept for ever." }),
    version: z.int().min(0),
  })
  .meta({ id: "RetentionRule" });
export type RetentionRule = z.infer<typeof retentionRule>;
export const retentionBody = z.object({ kind: retentionKind, days: days.nullable(), version: z.int().min(0) });
export const retentionPreviewQuery = z.object({ kind: retentionKind, days: z.coerce.number().pipe(days) });
export const retentionPreview = z.object({ count: z.int().min(0) }).meta({ id: "RetentionPreview" });

export const privacySettings = z
  .object({
    inboxes: z.array(
      z.object({
        id: slug,
        name: z.string(),
        consentTexts: z.array(consentText).meta({ description: "Every version, the newest first." }),
        retention: z.array(retentionRule),
      }),
    ),
  })
  .meta({ id: "PrivacySettings" });
export type PrivacySettings = z.infer<typeof privacySettings>;

export const privacyOperations = {
  eraseContact: {
    method: "post",
    path: "/api/v1/contacts/:id/erasure",
    summary: "Erases a contact and all of their conversations; its progress is the request's.",
    credential: "agent",
    params: contactPath,
    body: erasureBody,
    status: 201,
    answer: privacyRequest,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  exportContact: {
    method: "post",
    path: "/api/v1/contacts/:id/export",
    summary: "Gathers all that is held about a contact; the file can be had for seven days.",
    credential: "agent",
    params: contactPath,
    status: 201,
    answer: privacyRequest,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  listPrivacyRequests: {
    method: "get",
    path: "/api/v1/privacy-requests",
    summary: "Exports and erasures, the newest first.",
    credential: "agent",
    query: privacyRequestListQuery,
    status: 200,
    answer: privacyRequestPage,
    codes: BASE_CODES,
  },
  readPrivacyRequest: {
    method: "get",
    path: "/api/v1/privacy-requests/:id",
    summary: "One of them, with its progress.",
    credential: "agent",
    params: requestPath,
    status: 200,
    answer: privacyRequest,
    codes: [...BASE_CODES, "not_found"],
  },
  retryPrivacyRequest: {
    method: "post",
    path: "/api/v1/privacy-requests/:id/retry",
    summary: "Goes on with one that failed.",
    credential: "agent",
    params: requestPath,
    status: 200,
    answer: privacyRequest,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  downloadExport: {
    method: "get",
    path: "/api/v1/privacy-requests/:id/file",
    summary: "The export as JSON or as a page to read, for whoever asked for it.",
    credential: "agent",
    params: requestPath,
    query: exportFileQuery,
    status: 200,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  applyErasures: {
    method: "post",
    path: "/api/v1/admin/erasures/apply",
    summary: "Does every erasure of the ledger again, as after a backup was restored.",
    credential: "agent",
    status: 200,
    answer: z.object({ status: z.literal("started") }).meta({ id: "ErasuresApplied" }),
    codes: BASE_CODES,
  },
  readPrivacySettings: {
    method: "get",
    path: "/api/v1/privacy/settings",
    summary: "Consent texts and retention of each inbox.",
    credential: "agent",
    status: 200,
    answer: privacySettings,
    codes: BASE_CODES,
  },
  publishConsentText: {
    method: "post",
    path: "/api/v1/inboxes/:id/consent-texts",
    summary: "Publishes the next version of a consent text; those before it stay as they were.",
    credential: "agent",
    params: inboxPath,
    body: consentTextBody,
    status: 201,
    answer: consentText,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  changeRetention: {
    method: "post",
    path: "/api/v1/inboxes/:id/retention",
    summary: "Says how long is kept what is over.",
    credential: "agent",
    params: inboxPath,
    body: retentionBody,
    status: 200,
    answer: retentionRule,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  previewRetention: {
    method: "get",
    path: "/api/v1/inboxes/:id/retention/preview",
    summary: "How much a rule would erase now.",
    credential: "agent",
    params: inboxPath,
    query: retentionPreviewQuery,
    status: 200,
    answer: retentionPreview,
    codes: [...BASE_CODES, "not_found"],
  },
  listAskedConsents: {
    method: "get",
    path: "/api/v1/widget/consent-texts",
    summary: "What an inbox asks or tells its customers, before there is a session.",
    credential: "none",
    query: z.object({ inboxId: slug }),
    status: 200,
    answer: askedConsentList,
    codes: ["bad_frame", "unavailable"],
  },
  listOwnConsents: {
    method: "get",
    path: "/api/v1/widget/consents",
    summary: "What this customer is asked, and what they answered.",
    credential: "customer",
    status: 200,
    answer: ownConsentList,
    codes: BASE_CODES,
  },
  giveConsent: {
    method: "post",
    path: "/api/v1/widget/consents",
    summary: "Gives or withdraws consent to the present version of a text.",
    credential: "customer",
    body: consentBody,
    status: 201,
    answer: ownConsent,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
