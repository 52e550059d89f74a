import { expect, it } from "vitest";
import { shortCode } from "./identity.ts";

it("tells visitors apart by the random end of their id", () => {
  expect(shortCode("0193a5b0-0000-7000-8000-00000000beef")).toBe("BEEF");
});
