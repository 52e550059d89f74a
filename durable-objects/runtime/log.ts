/** What actors log: events with ids and numbers. */

/** Logs the class of an error, never its message, which may quote data. */
export function logFailure(event: string, error: unknown, facts: Readonly<Record<string, string | number>> = {}): void {
  const name = error instanceof Error ? error.name : typeof error;
  console.error(JSON.stringify({ level: "error", event, error: name, ...facts }));
}

/** Something that nothing failed at and that should not be. */
export function logOddity(event: string, facts: Readonly<Record<string, string | number>>): void {
  console.error(JSON.stringify({ level: "warn", event, ...facts }));
}

/** Somebody asked for what is not theirs to see. They are told that there is nothing, whoever watches is told that there is. */
export function logStranger(at: string, { type, id }: { readonly type: string; readonly id: string }): void {
  console.warn(JSON.stringify({ level: "warn", event: "out of scope", at, who: `${type}:${id}` }));
}
