/** The HTTP half of the contract: the labels that there are, and those that a shop's page puts on a conversation. */
import { z } from "zod";
import { LABEL_COLOURS, MAX_CONVERSATION_LABELS, MAX_LABEL_NAME_CHARS, MAX_LABELS } from "#protocol/constants";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { id, slug } from "#protocol/vocabulary";

const version = z.int().min(1);
const labelPath = z.object({ id: slug });

/** One line of readable text, its spaces in order. */
export const labelName = z
  .string()
  .overwrite((name) => name.replace(/\s+/gu, " ").trim())
  .min(1)
  .max(MAX_LABEL_NAME_CHARS)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, "must be one line of readable text");

const content = {
  name: labelName,
  colour: z.enum(LABEL_COLOURS),
  allowFromWidget: z.boolean().meta({ description: "The shop's page may put it on a conversation." }),
};

export const labelBodyOf = z.object(content);
export type LabelContent = z.infer<typeof labelBodyOf>;

export const label = z
  .object({
    id: slug,
    name: z.string(),
    colour: content.colour,
    allowFromWidget: content.allowFromWidget,
    version,
  })
  .meta({ id: "Label" });
export type Label = z.infer<typeof label>;

export const labelList = z
  .object({ items: z.array(label).meta({ description: "In the order that the shop gave them." }) })
  .meta({ id: "LabelList" });
export const labelUse = z
  .object({
    items: z.array(z.object({ id: slug, conversations: z.int().min(0) })),
  })
  .meta({ id: "LabelUse" });
export type LabelUse = z.infer<typeof labelUse>;
const labelAnswer = z.object({ label }).meta({ id: "LabelAnswer" });

/** A shop's page knows labels by name; an id does as well. */
const labelNames = z.array(z.string().min(1).max(64)).max(MAX_CONVERSATION_LABELS);
export const widgetLabelsBody = z.object({ add: labelNames.optional(), remove: labelNames.optional() });

export const labelsOperations = {
  listLabels: {
    method: "get",
    path: "/api/v1/labels",
    summary: "Every label that there is.",
    credential: "agent",
    status: 200,
    answer: labelList,
    codes: BASE_CODES,
  },
  countLabels: {
    method: "get",
    path: "/api/v1/labels/use",
    summary: "How many conversations carry each label.",
    credential: "agent",
    status: 200,
    answer: labelUse,
    codes: BASE_CODES,
  },
  createLabel: {
    method: "post",
    path: "/api/v1/labels",
    summary: "Makes a label, the last in order; 409 for a name that another one has, whatever its case.",
    credential: "agent",
    body: labelBodyOf,
    status: 201,
    answer: labelAnswer,
    codes: [...BASE_CODES, "conflict"],
  },
  changeLabel: {
    method: "put",
    path: "/api/v1/labels/:id",
    summary: "Changes a label at the version that was seen; conversations keep it.",
    credential: "agent",
    params: labelPath,
    body: labelBodyOf.extend({ version }),
    status: 200,
    answer: labelAnswer,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  orderLabels: {
    method: "put",
    path: "/api/v1/labels",
    summary: "Puts the labels in order; 409 unless all of them are named, each once.",
    credential: "agent",
    body: z.object({ ids: z.array(slug).max(MAX_LABELS) }),
    status: 200,
    answer: labelList,
    codes: [...BASE_CODES, "conflict"],
  },
  deleteLabel: {
    method: "delete",
    path: "/api/v1/labels/:id",
    summary: "Deletes a label at the version that was seen; no conversation carries it any more.",
    credential: "agent",
    params: labelPath,
    query: z.object({ version: z.coerce.number().pipe(version) }),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  labelOwnConversation: {
    method: "put",
    path: "/api/v1/widget/conversations/:id/labels",
    summary: "Labels of the customer's own conversation, by name: those that the shop allows here; others are ignored.",
    credential: "customer",
    params: z.object({ id }),
    body: widgetLabelsBody,
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
