/** Hand decoders of the wire's nouns; `decode.test.ts` holds them equal to `#protocol/vocabulary`. */
import { ERROR_CODES, MAX_CLIENT_ID_CHARS, PRESENCE_STATUSES, SENDER_TYPES } from "#protocol/constants";
import type { Actor } from "#protocol/vocabulary";
import { checked, type Decoder, integer, object, oneOf, string } from "./decoder.ts";

/** RFC 9562 with a known version, or the nil and max ids. */
const UUID =
  /^([\da-fA-F]{8}-[\da-fA-F]{4}-[1-8][\da-fA-F]{3}-[89abAB][\da-fA-F]{3}-[\da-fA-F]{12}|0{8}-(0{4}-){3}0{12}|f{8}-(f{4}-){3}f{12})$/;
const SLUG = /^[A-Za-z0-9_-]{1,64}$/;
const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z$/;

function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** ISO 8601 in UTC, of a day that exists. */
function isInstant(value: string): boolean {
  const [, year, month, day] = (INSTANT.exec(value) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export const id = checked((value) => UUID.test(value));
export const slug = checked((value) => SLUG.test(value));
export const instant = checked(isInstant);
export const count = integer(0);
export const clientId = checked((value) => SLUG.test(value) && value.length <= MAX_CLIENT_ID_CHARS);
export const presenceStatus = oneOf(...PRESENCE_STATUSES);
export const errorCode = oneOf(...ERROR_CODES);

/** What an `error` frame says, on either socket. */
export const errorFields = object(
  { code: errorCode, message: string },
  { reason: string, clientId, retryAfterMs: count },
);

export const actor: Decoder<Actor> = object({ type: oneOf(...SENDER_TYPES), id: string, name: string });
