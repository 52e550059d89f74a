/** Values of a type's fields while they are being filled in. Pure. */
import type { TicketFieldDefinition } from "#protocol/http-ticket-types";

/** As they stand in the form: nothing for an empty one. */
export type FieldValues = Readonly<Record<string, string | number>>;

/** Only those that the type has: what a ticket had of another type is not carried over. */
export function valuesFor(definitions: readonly TicketFieldDefinition[], values: FieldValues): FieldValues {
  const known = definitions.filter(({ key, kind, choices }) => {
    const value = values[key];
    if (value === undefined || typeof value !== (kind === "number" ? "number" : "string")) return false;
    return kind !== "choice" || choices.some((choice) => choice === value);
  });
  return Object.fromEntries(known.map(({ key }) => [key, values[key] ?? ""]));
}

/** With one of them as it was written; an empty one is none. */
export function withValue(values: FieldValues, key: string, value: string | number | null): FieldValues {
  const { [key]: _before, ...others } = values;
  return value === null || (typeof value === "string" && value.trim() === "") ? others : { ...others, [key]: value };
}

/** Keys of what the type asks for and nobody has filled in. */
export function missingOf(definitions: readonly TicketFieldDefinition[], values: FieldValues): string[] {
  return definitions.filter(({ key, required }) => required && values[key] === undefined).map(({ key }) => key);
}
