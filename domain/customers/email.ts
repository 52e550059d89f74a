/** The form of an email address in which two spellings of it are equal: mailboxes that differ in case alone are one. */

export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
