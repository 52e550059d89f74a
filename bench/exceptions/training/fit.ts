/** Logistic regression over hashed features, by AdaGrad: the same examples give the same weights, everywhere. */
import { drawsOf, shuffled } from "#bench/exceptions/training/draws";
import { shareOf } from "#worker/local-ai/exceptions/features";

export interface Example {
  readonly features: Uint32Array;
  readonly positive: boolean;
  readonly weight: number;
}

export interface Fitted {
  readonly weights: Float32Array;
  readonly bias: number;
}

const EPOCHS = 12;
const STEP = 0.35;
const BIAS_STEP = 0.05;
/** Pulls weights towards nothing. */
const DECAY = 2e-4;
/** Of a message's features each time: so that no few of them decide all. */
const KEPT_SHARE = 0.7;
/** The mean of some that were shown the same in another order errs less than one. */
const SEEDS = [7, 11, 13];

/** @param buckets of the weights; features are taken modulo it */
export function fitted(examples: readonly Example[], buckets: number): Fitted {
  const all = SEEDS.map((seed) => fitOnce(examples, buckets, seed));
  const mean = (of: (one: Fitted) => number) => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return {
    weights: Float32Array.from({ length: buckets }, (_, at) => mean(({ weights }) => weights[at] ?? 0)),
    bias: mean(({ bias }) => bias),
  };
}

function fitOnce(examples: readonly Example[], buckets: number, seed: number): Fitted {
  const weights = new Float32Array(buckets);
  const squares = new Float32Array(buckets).fill(1e-2);
  let bias = 0;
  const draw = drawsOf(seed);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const { features, positive, weight } of shuffled(examples, draw)) {
      const kept = features.filter(() => draw() < KEPT_SHARE);
      const share = shareOf(kept.length);
      let sum = bias;
      for (const feature of kept) sum += (weights[feature % buckets] ?? 0) * share;
      const error = weight * (1 / (1 + Math.exp(-sum)) - (positive ? 1 : 0));
      bias -= BIAS_STEP * error;
      for (const feature of kept) {
        const at = feature % buckets;
        const before = weights[at] ?? 0;
        const gradient = error * share + DECAY * before;
        const square = (squares[at] ?? 0) + gradient * gradient;
        squares[at] = square;
        weights[at] = before - (STEP * gradient) / Math.sqrt(square);
      }
    }
  }
  return { weights, bias };
}
