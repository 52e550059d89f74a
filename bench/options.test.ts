import { expect, test } from "vitest";
import { orderOf, readOptions } from "./options.ts";

test("without arguments it is the whole benchmark", () => {
  expect(readOptions([])).toEqual({
    n: [1, 50, 500],
    runs: 5,
    seconds: 10,
    warmUpSeconds: 2,
    targets: ["edgedesk", "relay", "socket.io"],
    port: 8860,
    before: undefined,
  });
});

test("what is named wins, over --quick too", () => {
  const args = ["--quick", "--n", "50", "--targets", "relay,socket.io", "--warm-up", "1"];
  expect(readOptions(args)).toMatchObject({
    n: [50],
    runs: 1,
    seconds: 2,
    warmUpSeconds: 1,
    targets: ["relay", "socket.io"],
  });
});

test("an earlier commit runs besides, where one is named", () => {
  expect(readOptions(["--before", "d47394e"])).toMatchObject({
    before: "d47394e",
    targets: ["edgedesk", "before", "relay", "socket.io"],
  });
});

test.each([["--n", "0"], ["--n", "ten"], ["--targets", "other"], ["--seconds", "0"], ["--port", "80"], ["--unknown"]])(
  "%s %s is refused",
  (...args) => {
    expect(() => readOptions(args)).toThrow();
  },
);

test("over three rounds each server runs first, second and third once", () => {
  const rounds = [0, 1, 2].map((round) => orderOf(["edgedesk", "relay", "socket.io"], round));
  for (const place of [0, 1, 2]) expect(new Set(rounds.map((order) => order[place])).size).toBe(3);
});
