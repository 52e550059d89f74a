/** What may be attached, and how much of it. */

/** Of one file, as it is sent. */
export const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;
/** That one ticket has at once. */
export const MAX_ATTACHMENTS = 20;
export const MAX_FILE_NAME_CHARS = 150;

const OFFICE = "application/vnd.openxmlformats-officedocument";
const OPEN = "application/vnd.oasis.opendocument";

/** By what is in a file, and how the name of such a file may end. Nothing here runs where it is opened. */
export const EXTENSIONS_OF_TYPE = {
  "image/jpeg": ["jpg", "jpeg", "jfif"],
  "image/png": ["png"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "image/heic": ["heic", "heif"],
  "application/pdf": ["pdf"],
  "video/mp4": ["mp4", "m4v"],
  "audio/mp4": ["m4a"],
  "audio/mpeg": ["mp3"],
  "audio/ogg": ["ogg", "oga", "opus"],
  "audio/wav": ["wav"],
  [`${OFFICE}.wordprocessingml.document`]: ["docx"],
  [`${OFFICE}.spreadsheetml.sheet`]: ["xlsx"],
  [`${OFFICE}.presentationml.presentation`]: ["pptx"],
  [`${OPEN}.text`]: ["odt"],
  [`${OPEN}.spreadsheet`]: ["ods"],
  [`${OPEN}.presentation`]: ["odp"],
  "text/plain": ["txt", "log", "md"],
  "text/csv": ["csv"],
} as const satisfies Record<string, readonly string[]>;
export type AttachmentType = keyof typeof EXTENSIONS_OF_TYPE;
export const ATTACHMENT_TYPES = Object.keys(EXTENSIONS_OF_TYPE) as AttachmentType[];

/** What a page may show in its place: browsers draw or play it themselves, and none of it holds script. */
export const SHOWN_IN_PLACE: readonly AttachmentType[] = [
  "image/jpeg",
  "image/png",
  "image/gif",
  "image/webp",
  "video/mp4",
  "audio/mp4",
  "audio/mpeg",
  "audio/ogg",
  "audio/wav",
];

/** What can have attachments. */
export const ATTACHMENT_OWNERS = ["ticket"] as const;
export type AttachmentOwnerKind = (typeof ATTACHMENT_OWNERS)[number];
