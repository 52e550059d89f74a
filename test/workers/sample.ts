/**
 * A value that a schema accepts, found without knowing what the schema is for: so that whatever is registered later is
 * exercised by the permission matrix too. The least that passes comes first, then what is optional, one key at a time.
 */
import { z } from "zod";

/** A UUIDv7 that nothing has. */
export const NO_ID = "01900000-0000-7000-8000-000000000000";

/** For whatever has no structure of its own: one of these is long, short, exact or late enough. */
const POOL: readonly unknown[] = [
  NO_ID,
  "web",
  "en",
  "123456",
  "somebody@shop.example",
  "a".repeat(64),
  "a".repeat(43),
  "192.0.2.0/24",
  "Correct horse battery staple 9!",
  "2026-11-24T18:00:00.000Z",
  "2026-11-24",
  "https://shop.example",
  "UTC",
  "USD",
  ...[1, 0, 30, 600, 4_000_000_000_000],
  ...["1", "4000000000000"],
  ...[true, false, null],
  {},
  [],
];

/** @throws if nothing that it can think of is accepted: add to the pool */
export function sample(schema: z.core.$ZodType, what: string): unknown {
  for (const candidate of candidates(schema)) if (z.safeParse(schema, candidate).success) return candidate;
  throw new Error(`cannot exercise ${what}: no sample is accepted by its schema`);
}

function* candidates(schema: z.core.$ZodType): Generator<unknown> {
  if (schema instanceof z.ZodObject) yield* objects(schema);
  else if (schema instanceof z.ZodArray) yield* [[], ...each(schema.element, (item) => [item])];
  else if (schema instanceof z.ZodEnum) yield* schema.options;
  else if (schema instanceof z.ZodLiteral) yield* schema.values;
  else if (schema instanceof z.ZodUnion) for (const option of schema.options) yield* candidates(option);
  else if (schema instanceof z.ZodIntersection) {
    for (const left of candidates(schema.def.left))
      for (const right of candidates(schema.def.right)) yield { ...Object(left), ...Object(right) };
  } else if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    yield* candidates(schema.def.innerType);
  } else if (schema instanceof z.ZodPipe) yield* candidates(schema.def.in);
  yield* POOL;
}

function* objects(schema: z.ZodObject): Generator<Record<string, unknown>> {
  const fields = Object.entries<z.core.$ZodType>(schema.shape);
  const isOptional = (field: z.core.$ZodType) => z.safeParse(field, undefined).success;
  const least: Record<string, unknown> = {};
  for (const [name, field] of fields) if (!isOptional(field)) least[name] = sample(field, name);
  yield least;
  for (const [name, field] of fields) {
    const inner = field instanceof z.ZodOptional || field instanceof z.ZodDefault ? field.def.innerType : field;
    if (isOptional(field)) yield { ...least, [name]: sample(inner, name) };
  }
}

function each<Value>(schema: z.core.$ZodType, wrap: (item: unknown) => Value): Value[] {
  return [...candidates(schema)].filter((item) => z.safeParse(schema, item).success).map(wrap);
}
