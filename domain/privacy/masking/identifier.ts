/** A shop's own id of a customer may be anything: all of it but its end is hidden. */
import { maskText } from "#domain/privacy/masking";
import { HIDDEN } from "#domain/privacy/masking/span";

const SHOWN_CHARS = 3;

/** @returns the identifier with at least as much hidden as is shown */
export function maskIdentifier(identifier: string): string {
  const { text, masked } = maskText(identifier);
  if (masked) return text;
  const chars = [...identifier];
  return HIDDEN + (chars.length >= 2 * SHOWN_CHARS ? chars.slice(-SHOWN_CHARS).join("") : "");
}

/** An email address given as such, which may be of a form that running text does not have. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return [...email].slice(0, 1).join("") + HIDDEN + (at === -1 ? "" : email.slice(at));
}
