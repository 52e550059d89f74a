/** The HTTP half of the contract: what staff see of a customer, and the logged look at what is masked. */
import { z } from "zod";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { conversationRow, id, instant, locale, slug } from "#protocol/vocabulary";

/** Of a customer's fields, those that are masked. */
export const CONTACT_FIELDS = ["name", "email", "identifier"] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

const personalField = z
  .object({ text: z.string(), masked: z.literal(true).optional() })
  .meta({ id: "PersonalField", description: "As this reader may see it; `masked` if some of it is hidden." });

export const contactProfile = z
  .object({
    id,
    inboxId: slug,
    name: personalField.optional(),
    email: personalField.optional(),
    identifier: personalField.optional().meta({ description: "The shop's own id of this customer." }),
    locale: locale.optional(),
    verified: z.boolean().meta({ description: "The shop vouched for who this is." }),
    detailsVerified: z
      .object({ name: z.boolean(), email: z.boolean() })
      .meta({ description: "Which of the details the shop signed; the others are what the visitor said." }),
    firstSeenAt: instant,
    conversations: z.array(conversationRow).meta({ description: "The latest that this reader may list." }),
  })
  .meta({ id: "ContactProfile" });
export type ContactProfile = z.infer<typeof contactProfile>;

export const revealedMessage = z.object({ content: z.string() }).meta({ id: "RevealedMessage" });
export type RevealedMessage = z.infer<typeof revealedMessage>;
export const revealedField = z
  .object({ field: z.enum(CONTACT_FIELDS), text: z.string() })
  .meta({ id: "RevealedField" });
export type RevealedField = z.infer<typeof revealedField>;

export const contactsOperations = {
  getContact: {
    method: "get",
    path: "/api/v1/contacts/:id",
    summary: "A customer of whom the agent may see a conversation; personal fields are masked by role.",
    credential: "agent",
    params: z.object({ id }),
    status: 200,
    answer: contactProfile,
    codes: [...BASE_CODES, "not_found"],
  },
  revealContactField: {
    method: "post",
    path: "/api/v1/contacts/:id/reveal",
    summary: "One field of a customer in plain; noted in the audit log before it is answered, 60 an hour.",
    credential: "agent",
    params: z.object({ id }),
    body: z.object({ field: z.enum(CONTACT_FIELDS) }),
    status: 200,
    answer: revealedField,
    codes: [...BASE_CODES, "not_found"],
  },
  revealMessage: {
    method: "post",
    path: "/api/v1/conversations/:id/messages/:messageId/reveal",
    summary: "A masked message in plain; noted in the audit log before it is answered, 60 an hour.",
    credential: "agent",
    params: z.object({ id, messageId: id }),
    body: z.object({}),
    status: 200,
    answer: revealedMessage,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
