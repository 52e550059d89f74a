/** Logistic regression over features, by AdaGrad: the same examples give the same weights, everywhere. */
import { drawsOf, shuffled } from "#bench/exceptions/training/draws";
import { shareOf } from "#worker/local-ai/exceptions/features";

export interface Example {
  /** Of its features among the weights. */
  readonly places: Uint32Array;
  /** Of all its features, also those that have no weight. */
  readonly count: number;
  readonly positive: boolean;
  readonly weight: number;
}

export interface Fitted {
  readonly weights: Float32Array;
  readonly bias: number;
}

const EPOCHS = 10;
const STEP = 0.35;
const BIAS_STEP = 0.05;
/** Pulls weights towards nothing. */
const DECAY = 5e-3;
/** Of a message's features each time: so that no few of them decide all. */
const KEPT_SHARE = 0.7;
/** The mean of some that were shown the same in another order errs less than one. */
const SEEDS = [7, 11, 13];

/** @param size how many weights there are. @param seeds the more, the longer it takes */
export function fitted(examples: readonly Example[], size: number, seeds: readonly number[] = SEEDS): Fitted {
  const all = seeds.map((seed) => fitOnce(examples, size, seed));
  const mean = (of: (one: Fitted) => number) => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return {
    weights: Float32Array.from({ length: size }, (_, at) => mean(({ weights }) => weights[at] ?? 0)),
    bias: mean(({ bias }) => bias),
  };
}

function fitOnce(examples: readonly Example[], size: number, seed: number): Fitted {
  const weights = new Float32Array(size);
  const squares = new Float32Array(size).fill(1e-2);
  let bias = 0;
  const draw = drawsOf(seed);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const { places, count, positive, weight } of shuffled(examples, draw)) {
      const kept = places.filter(() => draw() < KEPT_SHARE);
      const share = shareOf(count * KEPT_SHARE);
      let sum = bias;
      for (const at of kept) sum += (weights[at] ?? 0) * share;
      const error = weight * (1 / (1 + Math.exp(-sum)) - (positive ? 1 : 0));
      bias -= BIAS_STEP * error;
      for (const at of kept) {
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
