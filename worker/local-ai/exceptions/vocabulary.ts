/** The features that a model knows, in order: how far each is from the one before, seven bits a byte (LEB128), in base64. */

const MORE = 0x80;
const LOW = 0x7f;

/** @param features in order, each once */
export function packedVocabulary(features: Uint32Array): string {
  const bytes: number[] = [];
  let before = 0;
  for (const feature of features) {
    let rest = feature - before;
    for (; rest > LOW; rest >>>= 7) bytes.push((rest & LOW) | MORE);
    bytes.push(rest);
    before = feature;
  }
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
}

export function unpackedVocabulary(packed: string): Uint32Array {
  const text = atob(packed);
  const features: number[] = [];
  let [before, rest, shift] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const byte = text.charCodeAt(at);
    rest |= (byte & LOW) << shift;
    shift += 7;
    if ((byte & MORE) !== 0) continue;
    before += rest;
    features.push(before);
    [rest, shift] = [0, 0];
  }
  return Uint32Array.from(features);
}

/** Where those of a message stand that are known. @param features in order */
export function placesIn(vocabulary: Uint32Array, features: Uint32Array): Uint32Array {
  const places: number[] = [];
  let from = 0;
  for (const feature of features) {
    from = firstNotBelow(vocabulary, feature, from);
    if (vocabulary[from] === feature) places.push(from);
  }
  return Uint32Array.from(places);
}

function firstNotBelow(vocabulary: Uint32Array, feature: number, from: number): number {
  let [low, high] = [from, vocabulary.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((vocabulary[middle] ?? 0) < feature) low = middle + 1;
    else high = middle;
  }
  return low;
}
