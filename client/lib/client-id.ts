/** The sender's own id of a message. */

/** @returns a new id that no other client makes: the time and 96 random bits, in the alphabet that the wire asks for */
export function newClientId(nowMs: number): string {
  const random = crypto.getRandomValues(new Uint32Array(3));
  return [nowMs, ...random].map((part) => part.toString(36)).join("-");
}
