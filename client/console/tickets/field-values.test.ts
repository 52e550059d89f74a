import { expect, it } from "vitest";
import { missingOf, valuesFor, withValue } from "./field-values.ts";

const definitions = [
  { key: "serial", name: "Serial", kind: "text" as const, choices: [], required: true },
  { key: "pieces", name: "Pieces", kind: "number" as const, choices: [], required: false },
  { key: "fault", name: "Fault", kind: "choice" as const, choices: ["bent"], required: false },
];

it("a form begins with the values that the type can have, and no others", () => {
  const values = { serial: "A1", pieces: 2, fault: "bent", colour: "red" };
  expect(valuesFor(definitions, values)).toEqual({ serial: "A1", pieces: 2, fault: "bent" });
  expect(valuesFor(definitions, { serial: 1, pieces: "2", fault: "lost" })).toEqual({});
  expect(valuesFor([], values)).toEqual({});
});

it("an emptied field is none", () => {
  expect(withValue({ serial: "A1" }, "serial", " ")).toEqual({});
  expect(withValue({ serial: "A1" }, "pieces", 0)).toEqual({ serial: "A1", pieces: 0 });
  expect(withValue({ fault: "bent" }, "fault", null)).toEqual({});
});

it("what the type asks for is missed until it is there", () => {
  expect(missingOf(definitions, { pieces: 1 })).toEqual(["serial"]);
  expect(missingOf(definitions, { serial: "A1" })).toEqual([]);
});
