/** The HTTP half of the contract: answers that are written once and used often, an agent's own and the shop's. */
import { z } from "zod";
import { MAX_CANNED_CODE_CHARS, MAX_CANNED_TITLE_CHARS } from "#protocol/constants";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { id, text } from "#protocol/vocabulary";

/** As the composer takes it after `/`: letters of any script, digits, `-` and `_`. */
export const cannedCode = z
  .string()
  .overwrite((code) => code.normalize("NFKC").trim().toLowerCase())
  .min(1)
  .max(MAX_CANNED_CODE_CHARS)
  .regex(/^[\p{L}\p{N}_-]+$/u);

const title = z
  .string()
  .overwrite((words) => words.toWellFormed().replace(/\s+/g, " ").trim())
  .min(1)
  .max(MAX_CANNED_TITLE_CHARS);
const words = z.object({ title, text: text });

export const cannedBody = z.object({
  shared: z.boolean().meta({ description: "The shop's, which everybody uses; else the agent's own." }),
  code: cannedCode,
  texts: z
    .object({ en: words.optional(), "zh-CN": words.optional() })
    .refine((texts) => texts.en !== undefined || texts["zh-CN"] !== undefined, {
      message: "must have a text in one language at least",
    })
    .meta({ description: "In `text`, {customer} and {agent} stand for names." }),
});
export type CannedBody = z.infer<typeof cannedBody>;

const version = z.int().min(1);
const shownWords = z.object({ title: z.string(), text: z.string() });
export const cannedTexts = z.object({ en: shownWords.optional(), "zh-CN": shownWords.optional() });
export const cannedResponse = z
  .object({ id, version, shared: z.boolean(), code: z.string(), texts: cannedTexts })
  .meta({ id: "CannedResponse" });
export type CannedResponse = z.infer<typeof cannedResponse>;
export const cannedList = z.object({ items: z.array(cannedResponse) }).meta({ id: "CannedList" });
export const cannedAnswer = z.object({ canned: cannedResponse }).meta({ id: "CannedAnswer" });

const params = z.object({ id });
const codes = [...BASE_CODES, "not_found", "conflict"] as const;

export const cannedOperations = {
  listCanned: {
    method: "get",
    path: "/api/v1/canned",
    summary: "The shop's canned responses and the agent's own, by code.",
    credential: "agent",
    status: 200,
    answer: cannedList,
    codes: BASE_CODES,
  },
  createCanned: {
    method: "post",
    path: "/api/v1/canned",
    summary: "Makes a canned response; a shared one takes canned.manage.",
    credential: "agent",
    body: cannedBody,
    status: 201,
    answer: cannedAnswer,
    codes: [...BASE_CODES, "conflict"],
  },
  changeCanned: {
    method: "put",
    path: "/api/v1/canned/:id",
    summary: "Changes a canned response. Whose it is stays.",
    credential: "agent",
    params,
    body: cannedBody.omit({ shared: true }).extend({ version }),
    status: 200,
    answer: cannedAnswer,
    codes,
  },
  deleteCanned: {
    method: "delete",
    path: "/api/v1/canned/:id",
    summary: "Deletes a canned response.",
    credential: "agent",
    params,
    query: z.object({ version: z.coerce.number().pipe(version) }),
    status: 200,
    answer: done,
    codes,
  },
} as const satisfies Record<string, Operation>;
