/** Details of a customer in the shop's own words, as staff see them. */
import type { ShownAttribute } from "#protocol/http-attributes";
import { type ApiOptions, call } from "./api.ts";
import { contactAttributes, revealedAttribute } from "./label-answers.ts";

/** @throws ApiError `not_found` if no conversation of theirs is in sight */
export async function attributesOf(api: ApiOptions, contactId: string): Promise<ShownAttribute[]> {
  return (await call(api, { method: "GET", path: pathOf(contactId), answer: contactAttributes })).items;
}

/** A masked one in plain; the look is logged. @throws ApiError `rate_limited` after too many within an hour */
export async function showAttribute(api: ApiOptions, contactId: string, key: string): Promise<string> {
  const path = `${pathOf(contactId)}/reveal`;
  return String((await call(api, { method: "POST", path, body: { key }, answer: revealedAttribute })).value);
}

function pathOf(contactId: string): string {
  return `/api/v1/contacts/${encodeURIComponent(contactId)}/attributes`;
}
