/** Hand decoders of what the server answers about consent, retention, exports and erasures. */
import {
  CONSENT_PURPOSES,
  PRIVACY_REQUEST_KINDS,
  PRIVACY_REQUEST_STATUSES,
  RETENTION_KINDS,
} from "#protocol/constants";
import type {
  ConsentText,
  ConsentTexts,
  PrivacyRequest,
  PrivacyRequestPage,
  PrivacySettings,
  RetentionRule,
} from "#protocol/http-privacy";
import { array, type Decoder, integer, object, oneOf, string } from "./decoder.ts";

const count = integer(0);
const version = integer(1);
const nullOr =
  <Value>(decode: Decoder<Value>): Decoder<Value | null> =>
  (input) =>
    input === null ? null : decode(input);

export const privacyRequest: Decoder<PrivacyRequest> = object(
  {
    id: string,
    kind: oneOf(...PRIVACY_REQUEST_KINDS),
    inboxId: string,
    status: oneOf(...PRIVACY_REQUEST_STATUSES),
    progress: object({ done: count, total: count }),
    requestedBy: string,
    createdAt: string,
    version,
  },
  { contactId: string, startedAt: string, finishedAt: string, expiresAt: string, failure: string },
);
export const privacyRequestPage: Decoder<PrivacyRequestPage> = object(
  { items: array(privacyRequest) },
  { nextCursor: string },
);

const words = object({ title: string, body: string });
const texts: Decoder<ConsentTexts> = object({ en: words, "zh-CN": words });
export const consentText: Decoder<ConsentText> = object(
  { purpose: oneOf(...CONSENT_PURPOSES), version, publishedAt: string },
  { texts },
);
export const retentionRule: Decoder<RetentionRule> = object({
  kind: oneOf(...RETENTION_KINDS),
  days: nullOr(integer(1)),
  version: count,
});
export const retentionPreview: Decoder<{ count: number }> = object({ count });
export const privacySettings: Decoder<PrivacySettings> = object({
  inboxes: array(
    object({ id: string, name: string, consentTexts: array(consentText), retention: array(retentionRule) }),
  ),
});
