/** Features of signs share a few buckets: what is told apart is known to be of the kind. */
export const SIGN_BUCKETS = 1 << 12;

export function signBuckets(features: Uint32Array): Uint32Array {
  return Uint32Array.from(new Set(features.map((feature) => feature % SIGN_BUCKETS))).sort();
}
