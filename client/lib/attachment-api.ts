/** What the console asks about files that are attached to tickets. */
import { ATTACHMENT_TYPES } from "#protocol/attachment-constants";
import type { Attachment } from "#protocol/http-attachments";
import { ApiError, type ApiOptions, call } from "./api.ts";
import { array, attemptJson, type Decoder, object, oneOf, string } from "./decoder.ts";
import { count, errorCode, id } from "./nouns.ts";
import { done } from "./security-answers.ts";

const attachment: Decoder<Attachment> = object(
  { id, ticketId: id, type: oneOf(...ATTACHMENT_TYPES), sizeBytes: count, by: string, atMs: count },
  { name: string },
);
export const attachmentAnswer = object({ attachment });
export const attachmentList = object({ items: array(attachment) });

const problem = object({ code: errorCode }, { reason: string });

function pathOf(ticketId: string): string {
  return `/api/v1/tickets/${encodeURIComponent(ticketId)}/attachments`;
}

/** Where the file itself is; as a page's own cookie opens it, it can stand in a link or a picture. */
export function fileUrl({ ticketId, id: one }: Pick<Attachment, "ticketId" | "id">, isInline = false): string {
  return `${pathOf(ticketId)}/${encodeURIComponent(one)}${isInline ? "?inline=true" : ""}`;
}

/** @throws ApiError */
export async function listAttachments(api: ApiOptions, ticketId: string): Promise<Attachment[]> {
  return (await call(api, { method: "GET", path: pathOf(ticketId), answer: attachmentList })).items;
}

/** @throws ApiError */
export async function removeAttachment(api: ApiOptions, one: Pick<Attachment, "ticketId" | "id">): Promise<void> {
  await call(api, { method: "DELETE", path: fileUrl(one), answer: done });
}

export interface Sending {
  /** The same when it is sent again: it is attached once. */
  readonly clientId: string;
  readonly file: File;
  /** @param share from 0 to 1, of what has left this machine */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a file; by XMLHttpRequest, as fetch does not tell how much of a body has gone.
 * @throws ApiError; rejects with the signal's reason when it is cancelled
 */
export function sendAttachment(ticketId: string, { clientId, file, onProgress, signal }: Sending): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${pathOf(ticketId)}?clientId=${encodeURIComponent(clientId)}`);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name.toWellFormed()));
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      const made = request.status < 300 ? attemptJson(attachmentAnswer, request.responseText) : undefined;
      if (made !== undefined) resolve(made.attachment);
      else reject(refusalOf(request));
    };
    request.onerror = () => reject(new ApiError("unavailable", 0));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (signal.aborted) reject(signal.reason);
    else request.send(file);
  });
}

function refusalOf({ status, responseText }: XMLHttpRequest): ApiError {
  const known = attemptJson(problem, responseText);
  return new ApiError(known?.code ?? "unavailable", status, undefined, undefined, known?.reason);
}
