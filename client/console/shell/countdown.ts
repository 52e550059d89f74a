/** @param ms what is left; nothing less than 0:00 @returns minutes and seconds, begun seconds counted: "1:05" */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
