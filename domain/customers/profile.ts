/** A customer's personal fields as staff see them. */
import type { Attribute } from "#domain/customers/attributes";
import type { Contact } from "#domain/customers/store";
import { maskText, personalKinds } from "#domain/privacy/masking";
import { maskEmail, maskIdentifier } from "#domain/privacy/masking/identifier";
import type { PersonalKind } from "#domain/privacy/masking/span";
import type { ShownAttribute } from "#protocol/http-attributes";
import type { ContactField, ContactProfile } from "#protocol/http-contacts";

type Shown = NonNullable<ContactProfile[ContactField]>;

/** What a field is shown as to those who see no personal data; a name is hidden only as far as it holds some. */
const MASKS: Record<ContactField, (value: string) => string> = {
  name: (name) => maskText(name).text,
  email: maskEmail,
  identifier: maskIdentifier,
};

/** @returns undefined for a field that the contact does not have */
export function shownField(contact: Contact, field: ContactField, seesPersonal: boolean): Shown | undefined {
  const text = contact[field];
  if (text === undefined || seesPersonal) return text === undefined ? undefined : { text };
  const masked = MASKS[field](text);
  return masked === text ? { text } : { text: masked, masked: true };
}

/** One detail of a customer as it is shown; numbers are masked as text is, for a phone number may be one. */
export function shownAttribute(key: string, { value, verified }: Attribute, sees: boolean): ShownAttribute {
  if (sees || typeof value === "boolean") return { key, value, verified };
  const { text, masked } = maskText(String(value));
  return masked ? { key, value: text, masked, verified } : { key, value, verified };
}

/** Which kinds of personal data a field holds, as the audit log names them. */
export function kindsOfField(field: ContactField, text: string): (PersonalKind | "identifier")[] {
  if (field === "email") return ["email"];
  return field === "identifier" ? ["identifier"] : personalKinds(text);
}
