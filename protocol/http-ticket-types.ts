/** The HTTP half of the contract: types of tickets that a shop makes beside the built-in ones, with fields of their own. */
import { z } from "zod";
import {
  MAX_TICKET_CHOICES,
  MAX_TICKET_FIELDS,
  MAX_TICKET_TYPE_NAME_CHARS,
  TICKET_FIELD_KINDS,
} from "#protocol/constants";
import { labelName } from "#protocol/http-labels";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { slug } from "#protocol/vocabulary";

const name = labelName.max(MAX_TICKET_TYPE_NAME_CHARS);
const version = z.int().min(1);

const fieldDefinition = z
  .object({
    key: slug,
    name,
    kind: z.enum(TICKET_FIELD_KINDS),
    choices: z.array(name).max(MAX_TICKET_CHOICES).default([]).meta({ description: "Of a choice, which there are." }),
    required: z.boolean().default(false).meta({ description: "No ticket of the type is written without it." }),
  })
  .refine(({ kind, choices }) => (kind === "choice") === choices.length > 0, {
    message: "a choice has choices, and nothing else has",
  });
export type TicketFieldDefinition = z.infer<typeof fieldDefinition>;

/** As they rest, and as they are sent. */
export const fieldDefinitions = z
  .array(fieldDefinition)
  .max(MAX_TICKET_FIELDS)
  .refine((fields) => new Set(fields.map(({ key }) => key)).size === fields.length, { message: "keys are not alike" });

const typeBody = z.object({ name, fields: fieldDefinitions });
export type TicketTypeContent = z.infer<typeof typeBody>;
export const ticketType = z
  .object({ id: slug, name: z.string(), fields: fieldDefinitions, version })
  .meta({ id: "TicketType" });
export type TicketType = z.infer<typeof ticketType>;
export const ticketTypeList = z
  .object({ items: z.array(ticketType) })
  .meta({ id: "TicketTypeList", description: "The shop's own ones; the built-in ones are always there." });
const answer = z.object({ type: ticketType }).meta({ id: "TicketTypeAnswer" });
const typePath = z.object({ id: slug });

export const ticketTypeOperations = {
  listTicketTypes: {
    method: "get",
    path: "/api/v1/ticket-types",
    summary: "The types of tickets that the shop made.",
    credential: "agent",
    status: 200,
    answer: ticketTypeList,
    codes: BASE_CODES,
  },
  createTicketType: {
    method: "post",
    path: "/api/v1/ticket-types",
    summary: "Makes a type of tickets; 409 for a name that another one has.",
    credential: "agent",
    body: typeBody,
    status: 201,
    answer,
    codes: [...BASE_CODES, "conflict", "too_large"],
  },
  changeTicketType: {
    method: "put",
    path: "/api/v1/ticket-types/:id",
    summary: "Changes a type at the version that was seen; tickets keep what they have.",
    credential: "agent",
    params: typePath,
    body: typeBody.extend({ version }),
    status: 200,
    answer,
    codes: [...BASE_CODES, "not_found", "conflict", "too_large"],
  },
  deleteTicketType: {
    method: "delete",
    path: "/api/v1/ticket-types/:id",
    summary: "Deletes a type that no ticket has.",
    credential: "agent",
    params: typePath,
    query: z.object({ version: z.coerce.number().pipe(version) }),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
