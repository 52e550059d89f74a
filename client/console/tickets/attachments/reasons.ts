/** Why a file was not attached, as far as the console has something to say about what to do. */
import { ApiError } from "#client/lib/api.ts";
import { ATTACHMENT_TYPES, EXTENSIONS_OF_TYPE, MAX_ATTACHMENT_BYTES } from "#protocol/attachment-constants";

const REASONS = [
  "file_too_large",
  "file_empty",
  "file_name_unfit",
  "type_not_taken",
  "extension_wrong",
  "too_many",
  "no_permission",
  "not_found",
  "lost",
] as const;
export type UploadReason = (typeof REASONS)[number];

/** What the same file comes through with once something else has changed. */
export function mayHelpToRetry(reason: UploadReason): boolean {
  return reason === "lost" || reason === "too_many";
}

/** Names of files that may be attached, as a file chooser takes them. */
export const ACCEPTED = ATTACHMENT_TYPES.flatMap((type) => EXTENSIONS_OF_TYPE[type].map((end) => `.${end}`)).join(",");

/** What can be told without sending it; what is in it the server says. */
export function whyNotSent({ name, size }: Pick<File, "name" | "size">): UploadReason | undefined {
  if (size === 0) return "file_empty";
  if (size > MAX_ATTACHMENT_BYTES) return "file_too_large";
  const dot = name.lastIndexOf(".");
  const isKnown = dot > 0 && ACCEPTED.split(",").includes(name.slice(dot).toLowerCase());
  return isKnown ? undefined : "type_not_taken";
}

export function reasonOf(error: unknown): UploadReason {
  if (!(error instanceof ApiError)) return "lost";
  const { code, reason } = error;
  if (code === "forbidden") return "no_permission";
  if (code === "not_found") return "not_found";
  return REASONS.find((known) => known === reason) ?? "lost";
}
