/**
 * A few combinators that turn unknown JSON into typed values, for the clients that cannot afford zod.
 * Unknown keys are dropped, as on the server, so that an older client can talk to a newer one.
 */

/** Gives the typed value, or throws {@link MISMATCH}; use {@link attempt} at the edge. */
export type Decoder<Value> = (input: unknown) => Value;
type Decoded<D> = D extends Decoder<infer Value> ? Value : never;
type Shape = Readonly<Record<string, Decoder<unknown>>>;

/** One error for every mismatch: a bad frame is dropped, nobody reads why. */
const MISMATCH = new Error("not of the expected shape");

export const string: Decoder<string> = (input) => {
  if (typeof input !== "string") throw MISMATCH;
  return input;
};

export const boolean: Decoder<boolean> = (input) => {
  if (typeof input !== "boolean") throw MISMATCH;
  return input;
};

/** A text, a finite number or a truth value. */
export const plainValue: Decoder<string | number | boolean> = (input) => {
  if (typeof input === "string" || typeof input === "boolean") return input;
  if (typeof input !== "number" || !Number.isFinite(input)) throw MISMATCH;
  return input;
};

/** A finite number. */
export const anyNumber: Decoder<number> = (input) => {
  if (typeof input !== "number" || !Number.isFinite(input)) throw MISMATCH;
  return input;
};

/** A finite number of at least `min`. */
export function atLeast(min: number): Decoder<number> {
  return (input) => {
    const value = anyNumber(input);
    if (value < min) throw MISMATCH;
    return value;
  };
}

/** A safe integer of at least `min`. */
export function integer(min: number): Decoder<number> {
  return (input) => {
    if (typeof input !== "number" || !Number.isSafeInteger(input) || input < min) throw MISMATCH;
    return input;
  };
}

/** A string that passes `test`. */
export function checked(test: (value: string) => boolean): Decoder<string> {
  return (input) => {
    if (typeof input !== "string" || !test(input)) throw MISMATCH;
    return input;
  };
}

/** Exactly one of the given values. */
export function oneOf<const Value extends string | boolean | number>(...values: readonly Value[]): Decoder<Value> {
  return (input) => {
    const found = values.find((value) => value === input);
    if (found === undefined) throw MISMATCH;
    return found;
  };
}

export function array<Value>(item: Decoder<Value>): Decoder<Value[]> {
  return (input) => {
    if (!Array.isArray(input)) throw MISMATCH;
    return input.map((element: unknown) => item(element));
  };
}

/** An object whose keys are not known before. */
export function record<Value>(value: Decoder<Value>): Decoder<Record<string, Value>> {
  return (input) => {
    if (!isRecord(input)) throw MISMATCH;
    return Object.fromEntries(Object.entries(input).map(([key, each]) => [key, value(each)]));
  };
}

type Fields<Required extends Shape, Optional extends Shape> = {
  [Key in keyof Required]: Decoded<Required[Key]>;
} & { [Key in keyof Optional]?: Decoded<Optional[Key]> | undefined };
type Flat<Type> = { [Key in keyof Type]: Type[Key] };

function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}

/** An object with these keys; optional ones may be missing but not wrong. */
export function object<Required extends Shape, Optional extends Shape = Record<never, never>>(
  required: Required,
  optional?: Optional,
): Decoder<Flat<Fields<Required, Optional>>> {
  return (input) => {
    if (!isRecord(input)) throw MISMATCH;
    const value: Record<string, unknown> = {};
    for (const [key, decode] of Object.entries(required)) value[key] = decode(input[key]);
    for (const [key, decode] of Object.entries(optional ?? {})) {
      if (input[key] !== undefined) value[key] = decode(input[key]);
    }
    // Every key was put there by its own decoder just now; the compiler cannot follow the loops.
    return value as Flat<Fields<Required, Optional>>;
  };
}

type Variants = Readonly<Record<string, Decoder<object>>>;
type Tagged<V extends Variants> = { [Type in keyof V]: Flat<{ type: Type } & Decoded<V[Type]>> }[keyof V];

/** A union told apart by `type`; each variant decodes the remaining keys. */
export function tagged<V extends Variants>(variants: V): Decoder<Tagged<V>> {
  return (input) => {
    if (!isRecord(input) || typeof input.type !== "string" || !Object.hasOwn(variants, input.type)) throw MISMATCH;
    const decode = variants[input.type];
    if (decode === undefined) throw MISMATCH;
    return { type: input.type, ...decode(input) } as Tagged<V>;
  };
}

/** Decodes a value that came from outside; `undefined` when it is not of the shape. */
export function attempt<Value>(decode: Decoder<Value>, input: unknown): Value | undefined {
  try {
    return decode(input);
  } catch (error) {
    if (error === MISMATCH) return undefined;
    throw error;
  }
}

/** Parses and decodes JSON text; `undefined` when it is not JSON or not of the shape. */
export function attemptJson<Value>(decode: Decoder<Value>, text: string): Value | undefined {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return undefined;
  }
  return attempt(decode, input);
}
