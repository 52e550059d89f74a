/** Every way to lose one key of a value or to put something else in one place of it. */
export function* spoilt(value: unknown): Generator<unknown> {
  yield* [null, 7.5, "", [], {}];
  if (Array.isArray(value)) for (const element of value) for (const bad of spoilt(element)) yield [bad];
  else if (typeof value === "object" && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
      for (const bad of spoilt(child)) yield { ...value, [key]: bad };
    }
  }
}
