/** The HTTP half of the contract: files that are attached to tickets. */
import { z } from "zod";
import {
  ATTACHMENT_TYPES,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  MAX_FILE_NAME_CHARS,
} from "#protocol/attachment-constants";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { clientId, id, instantMs } from "#protocol/vocabulary";

/** Percent-encoded UTF-8 takes up to twelve characters for one. */
const MAX_ENCODED_NAME_CHARS = MAX_FILE_NAME_CHARS * 12;

export const attachment = z
  .object({
    id,
    ticketId: id.meta({ description: "Another ticket where that one was merged into this one." }),
    name: z.string().optional().meta({ description: "Absent where the key that it was sealed with is missing." }),
    type: z.enum(ATTACHMENT_TYPES).meta({ description: "By what is in it." }),
    sizeBytes: z.int().min(0),
    by: z.string(),
    atMs: instantMs,
  })
  .meta({ id: "Attachment" });
export type Attachment = z.infer<typeof attachment>;
export const attachmentList = z.object({ items: z.array(attachment) }).meta({ id: "AttachmentList" });
export const attachmentAnswer = z.object({ attachment }).meta({ id: "AttachmentAnswer" });

const ofTicket = z.object({ id });
const oneOfTicket = z.object({ id, attachmentId: id });

export const attachmentOperations = {
  attachToTicket: {
    method: "post",
    path: "/api/v1/tickets/:id/attachments",
    summary: "Attach a file: its bytes are the body. The same clientId never attaches a second one.",
    credential: "agent",
    params: ofTicket,
    query: z.object({ clientId }),
    headers: z.object({
      "x-file-name": z
        .string()
        .min(1)
        .max(MAX_ENCODED_NAME_CHARS)
        .meta({ description: "Percent-encoded UTF-8; how it ends has to fit what is in the file." }),
    }),
    bytes: { description: `Up to ${MAX_ATTACHMENT_BYTES} bytes, and ${MAX_ATTACHMENTS} files a ticket.` },
    status: 201,
    answer: attachmentAnswer,
    codes: [...BASE_CODES, "not_found", "conflict", "too_large"],
  },
  listAttachments: {
    method: "get",
    path: "/api/v1/tickets/:id/attachments",
    summary: "What is attached to a ticket, and to those that were merged into it; the oldest first.",
    credential: "agent",
    params: ofTicket,
    status: 200,
    answer: attachmentList,
    codes: [...BASE_CODES, "not_found"],
  },
  readAttachment: {
    method: "get",
    path: "/api/v1/tickets/:id/attachments/:attachmentId",
    summary: "The file itself, to be saved; pictures, sound and video may be shown in their place.",
    credential: "agent",
    params: oneOfTicket,
    query: z.object({ inline: z.enum(["true", "false"]).default("false") }),
    status: 200,
    codes: [...BASE_CODES, "not_found"],
  },
  removeAttachment: {
    method: "delete",
    path: "/api/v1/tickets/:id/attachments/:attachmentId",
    summary: "Remove a file for good: one's own, or whoever's with the permission for it.",
    credential: "agent",
    params: oneOfTicket,
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found"],
  },
} as const satisfies Record<string, Operation>;
