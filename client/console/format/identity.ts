/** A few characters of an id by which a nameless visitor can be told from another. */
export function shortCode(id: string): string {
  return id.slice(-4).toUpperCase();
}
