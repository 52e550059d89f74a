/**
 * How a file is gone through: a generator that asks to see the bytes that come next, and says of others what becomes of them.
 * See `walker.ts` for who does it.
 */

/** What a walk may ask to see at once: as much as a segment of a JPEG. */
export const MAX_SEEN_BYTES = 64 * 1024;

export type Ask =
  /** Gives the next bytes to the walk; they go on only if it puts them. */
  | { readonly do: "see"; readonly bytes: number }
  | { readonly do: "put"; readonly what: Uint8Array }
  /** The next bytes go on as they are, not at all, or as zeros. */
  | { readonly do: "keep" | "drop" | "blank"; readonly bytes: number }
  /** As GIF has them: each with its length in a byte before it, up to an empty one. */
  | { readonly do: "blocks"; readonly isKept: boolean }
  /** From here on a file that is cut off is still one that can be shown. */
  | { readonly do: "begun" };

/** Asks; what follows a "see" is what was to be seen. When it ends, whatever follows in the file is dropped. */
export type Walk = Generator<Ask, void, Uint8Array>;

export const see = (bytes: number): Ask => ({ do: "see", bytes });
export const put = (...what: readonly number[]): Ask => ({ do: "put", what: Uint8Array.from(what) });
export const putBytes = (what: Uint8Array): Ask => ({ do: "put", what });
export const keep = (bytes: number): Ask => ({ do: "keep", bytes });
export const drop = (bytes: number): Ask => ({ do: "drop", bytes });
export const blank = (bytes: number): Ask => ({ do: "blank", bytes });
export const blocks = (isKept: boolean): Ask => ({ do: "blocks", isKept });
export const BEGUN: Ask = { do: "begun" };
