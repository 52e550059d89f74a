/** Weights of linear models as they are kept: a byte each, and what a step of it is worth. */
import { z } from "zod";

const packedLinear = z.object({
  bias: z.number(),
  /** What a step of a weight is worth. */
  step: z.number(),
  /** Signed bytes in base64: of kinds one a feature of the vocabulary, of signs one a bucket. */
  bytes: z.string(),
});
export type PackedLinear = z.infer<typeof packedLinear>;

/** What `npm run train:exceptions` writes. */
export const packedModel = z.object({
  /** Of everything that the training reads: a test tells when they have parted. */
  trainedOn: z.string(),
  /** The features that kinds are known by. */
  vocabulary: z.string(),
  kinds: z.record(z.string(), packedLinear.extend({ thresholds: z.object({ en: z.number(), zh: z.number() }) })),
  signs: z.record(z.string(), packedLinear),
});
export type PackedModel = z.infer<typeof packedModel>;

export interface Linear {
  readonly bias: number;
  readonly step: number;
  readonly weights: Int8Array;
}

const GREATEST = 127;

export function unpacked({ bias, step, bytes }: PackedLinear): Linear {
  const unsigned = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
  return { bias, step, weights: new Int8Array(unsigned.buffer) };
}

export function packed(weights: Float32Array, bias: number): PackedLinear {
  const most = weights.reduce((greatest, weight) => Math.max(greatest, Math.abs(weight)), 0);
  // Few weights are great: a finer step for all is worth more than their last third.
  const step = rounded((0.6 * most) / GREATEST) || 1;
  const steps = Int8Array.from(weights, (weight) => Math.max(-GREATEST, Math.min(GREATEST, Math.round(weight / step))));
  const text = Array.from(new Uint8Array(steps.buffer), (byte) => String.fromCharCode(byte)).join("");
  return { bias: rounded(bias), step, bytes: btoa(text) };
}

const rounded = (value: number) => Number(value.toPrecision(6));
