/** What the console asks about consent, retention, exports and erasures. */
import type { ConsentPurpose, ExportFormat, Locale, PrivacyRequestKind, RetentionKind } from "#protocol/constants";
import type {
  ConsentText,
  ConsentTexts,
  PrivacyRequest,
  PrivacyRequestPage,
  PrivacySettings,
  RetentionRule,
} from "#protocol/http-privacy";
import { type ApiOptions, call } from "./api.ts";
import {
  consentText,
  privacyRequest,
  privacyRequestPage,
  privacySettings,
  retentionPreview,
  retentionRule,
} from "./privacy-answers.ts";

/** Cannot be undone. @throws ApiError */
export function eraseContact(api: ApiOptions, contactId: string): Promise<PrivacyRequest> {
  const path = `/api/v1/contacts/${contactId}/erasure`;
  return call(api, { method: "POST", path, body: { confirm: contactId }, answer: privacyRequest });
}

/** @throws ApiError */
export function exportContact(api: ApiOptions, contactId: string): Promise<PrivacyRequest> {
  return call(api, { method: "POST", path: `/api/v1/contacts/${contactId}/export`, body: {}, answer: privacyRequest });
}

/** The newest first. @throws ApiError */
export function privacyRequests(
  api: ApiOptions,
  filter: { readonly kind?: PrivacyRequestKind; readonly contactId?: string; readonly cursor?: string | undefined },
): Promise<PrivacyRequestPage> {
  const query = new URLSearchParams(
    Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  return call(api, { method: "GET", path: `/api/v1/privacy-requests?${query}`, answer: privacyRequestPage });
}

/** Goes on with one that failed. @throws ApiError */
export function retryPrivacyRequest(api: ApiOptions, id: string): Promise<PrivacyRequest> {
  const path = `/api/v1/privacy-requests/${id}/retry`;
  return call(api, { method: "POST", path, body: {}, answer: privacyRequest });
}

/** Where the browser downloads an export. */
export function exportPath(id: string, format: ExportFormat, locale: Locale): string {
  return `/api/v1/privacy-requests/${id}/file?${new URLSearchParams({ format, locale })}`;
}

/** @throws ApiError */
export function readPrivacySettings(api: ApiOptions): Promise<PrivacySettings> {
  return call(api, { method: "GET", path: "/api/v1/privacy/settings", answer: privacySettings });
}

/** @param text without `texts`: it is asked no more. @throws ApiError */
export function publishConsentText(
  api: ApiOptions,
  inboxId: string,
  text: { readonly purpose: ConsentPurpose; readonly basedOnVersion: number; readonly texts?: ConsentTexts },
): Promise<ConsentText> {
  const path = `/api/v1/inboxes/${inboxId}/consent-texts`;
  return call(api, { method: "POST", path, body: text, answer: consentText });
}

/** @throws ApiError */
export function changeRetention(api: ApiOptions, inboxId: string, rule: RetentionRule): Promise<RetentionRule> {
  const path = `/api/v1/inboxes/${inboxId}/retention`;
  return call(api, { method: "POST", path, body: rule, answer: retentionRule });
}

/** How much a rule would erase now. @throws ApiError */
export async function previewRetention(
  api: ApiOptions,
  inboxId: string,
  kind: RetentionKind,
  days: number,
): Promise<number> {
  const query = new URLSearchParams({ kind, days: String(days) });
  const path = `/api/v1/inboxes/${inboxId}/retention/preview?${query}`;
  return (await call(api, { method: "GET", path, answer: retentionPreview })).count;
}
