/** The HTTP half of the contract: inboxes, and the secret with which a shop vouches for its customers. */
import { z } from "zod";
import { inboxSettingsOperations } from "#protocol/http-inbox-settings";
import { proof } from "#protocol/http-security";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { instant, slug } from "#protocol/vocabulary";

export const inboxSummary = z
  .object({
    id: slug,
    name: z.string(),
    lastSeenAt: instant.optional().meta({
      description: "When its widget was last loaded on a page, to the minute; absent: never.",
    }),
  })
  .meta({ id: "InboxSummary" });
export type InboxSummary = z.infer<typeof inboxSummary>;
export const inboxList = z.object({ items: z.array(inboxSummary) }).meta({ id: "InboxList" });

export const identitySecret = z
  .object({
    secret: z.string().meta({
      description: "Signs as the UTF-8 of this very text, for `identityToken` (HS256) and `identifierHash`.",
    }),
    previousValidUntil: instant.optional().meta({ description: "Until when the secret before this one is good too." }),
  })
  .meta({ id: "IdentitySecret" });
export type IdentitySecret = z.infer<typeof identitySecret>;

export const rotateSecretBody = proof.extend({
  endsPrevious: z.boolean().meta({
    description: "The secret so far may be known to others: it ends now, not in 24 hours.",
  }),
});

const inboxPath = z.object({ inboxId: slug });

export const inboxesOperations = {
  listInboxes: {
    method: "get",
    path: "/api/v1/admin/inboxes",
    summary: "The shop's inboxes.",
    credential: "agent",
    status: 200,
    answer: inboxList,
    codes: BASE_CODES,
  },
  revealIdentitySecret: {
    method: "post",
    path: "/api/v1/admin/inboxes/:inboxId/identity-secret/reveal",
    summary: "The inbox's identity secret. Each look is in the audit log.",
    credential: "agent",
    params: inboxPath,
    body: proof,
    status: 200,
    answer: identitySecret,
    codes: [...BASE_CODES, "not_found"],
  },
  rotateIdentitySecret: {
    method: "post",
    path: "/api/v1/admin/inboxes/:inboxId/identity-secret/rotate",
    summary: "A new identity secret. The one before is good for 24 hours more, unless it is to end.",
    credential: "agent",
    params: inboxPath,
    body: rotateSecretBody,
    status: 200,
    answer: identitySecret,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  ...inboxSettingsOperations,
} as const satisfies Record<string, Operation>;
