/** A type of tickets while it is being written. Pure. */
import type { TicketFieldKind } from "#protocol/constants";
import type { TicketFieldDefinition, TicketType, TicketTypeContent } from "#protocol/http-ticket-types";

/** Choices are kept while the kind is another one, so that a wrong click costs nothing. */
export interface FieldDraft {
  readonly key: string;
  readonly name: string;
  readonly kind: TicketFieldKind;
  readonly choices: readonly string[];
  readonly required: boolean;
}

export interface TypeDraft {
  readonly name: string;
  readonly fields: readonly FieldDraft[];
}

export function draftOf(type: TicketType | undefined): TypeDraft {
  return { name: type?.name ?? "", fields: type?.fields ?? [] };
}

/** @param key nobody else's: values of tickets are kept by it, whatever the field is called */
export function withNewField(draft: TypeDraft, key: string): TypeDraft {
  const field: FieldDraft = { key, name: "", kind: "text", choices: [], required: false };
  return { ...draft, fields: [...draft.fields, field] };
}

export function withField(draft: TypeDraft, key: string, change: Partial<FieldDraft>): TypeDraft {
  return { ...draft, fields: draft.fields.map((field) => (field.key === key ? { ...field, ...change } : field)) };
}

export function withoutField(draft: TypeDraft, key: string): TypeDraft {
  return { ...draft, fields: draft.fields.filter((field) => field.key !== key) };
}

/** One place up; the first stays. */
export function withFieldUp(draft: TypeDraft, key: string): TypeDraft {
  const at = draft.fields.findIndex((field) => field.key === key);
  const fields = [...draft.fields];
  const [moved] = at > 0 ? fields.splice(at, 1) : [];
  if (moved !== undefined) fields.splice(at - 1, 0, moved);
  return { ...draft, fields };
}

export interface DraftFaults {
  readonly name: boolean;
  /** By the keys of the fields. */
  readonly fields: ReadonlyMap<string, "name" | "choices">;
}

/** @returns undefined where nothing is missing */
export function faultsOf({ name, fields }: TypeDraft): DraftFaults | undefined {
  const wrong = new Map(
    fields.flatMap((field): [string, "name" | "choices"][] => {
      if (field.name.trim() === "") return [[field.key, "name"]];
      return field.kind === "choice" && cleanChoices(field).length === 0 ? [[field.key, "choices"]] : [];
    }),
  );
  const isNameless = name.trim() === "";
  return isNameless || wrong.size > 0 ? { name: isNameless, fields: wrong } : undefined;
}

export function contentOf({ name, fields }: TypeDraft): TicketTypeContent {
  return {
    name: name.trim(),
    fields: fields.map(
      (field): TicketFieldDefinition => ({
        ...field,
        name: field.name.trim(),
        choices: field.kind === "choice" ? cleanChoices(field) : [],
      }),
    ),
  };
}

function cleanChoices({ choices }: FieldDraft): string[] {
  return [...new Set(choices.map((choice) => choice.trim()).filter((choice) => choice !== ""))];
}
