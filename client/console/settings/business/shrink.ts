/** Makes a picture small enough for a logo, in the browser: whatever else the file holds stays behind. */
import { LOGO_TYPES, type LogoType, MAX_LOGO_BYTES } from "#protocol/constants";

/** Largest first; each is tried until one is small enough. */
const SIDES_PX = [256, 192, 128, 96, 64];

export interface SmallPicture {
  readonly type: LogoType;
  readonly dataBase64: string;
}

/** @returns undefined if it is no picture that the browser can draw */
export async function shrunk(file: Blob): Promise<SmallPicture | undefined> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return undefined;
  }
  try {
    for (const side of SIDES_PX) {
      const blob = await drawn(picture, side);
      const type = LOGO_TYPES.find((known) => known === blob?.type);
      if (blob === undefined || type === undefined || blob.size > MAX_LOGO_BYTES) continue;
      return { type, dataBase64: await base64(blob) };
    }
    return undefined;
  } finally {
    picture.close();
  }
}

/** Whole, within a square of this side. Browsers that make no WebP make PNG. */
async function drawn(picture: ImageBitmap, sidePx: number): Promise<Blob | undefined> {
  const scale = Math.min(1, sidePx / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? undefined), "image/webp", 0.9);
  });
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
