/** What goes through a file of this type to take out what is private. */
import { JpegStripper } from "#domain/attachments/jpeg-private";
import { gifWalk } from "#domain/attachments/private/gif";
import { mediaWalk } from "#domain/attachments/private/media-boxes";
import { Mp3Stripper } from "#domain/attachments/private/mp3";
import { pngWalk } from "#domain/attachments/private/png";
import { wavWalk, webpWalk } from "#domain/attachments/private/riff";
import type { Walk } from "#domain/attachments/private/walk";
import { Walker } from "#domain/attachments/private/walker";
import type { AttachmentType } from "#protocol/attachment-constants";

const WALKS: Partial<Record<AttachmentType, () => Walk>> = {
  "image/png": pngWalk,
  "image/gif": gifWalk,
  "image/webp": webpWalk,
  "image/heic": () => mediaWalk(true),
  "video/mp4": () => mediaWalk(false),
  "audio/mp4": () => mediaWalk(false),
  "audio/wav": wavWalk,
};

/** Gives on what is to be kept of a file. Both throw FormatBroken. */
interface Stripper {
  readonly push: (bytes: Uint8Array) => Uint8Array[];
  readonly finish: () => Uint8Array[];
}

/** @returns undefined for types that keep what they say of themselves */
export function stripperOf(type: AttachmentType): Stripper | undefined {
  if (type === "image/jpeg") return new JpegStripper();
  if (type === "audio/mpeg") return new Mp3Stripper();
  const walk = WALKS[type]?.();
  return walk === undefined ? undefined : new Walker(walk);
}
