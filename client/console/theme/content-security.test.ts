import { describe, expect, it } from "vitest";
import { installPolicy, withoutTags } from "./content-security.ts";

describe("the page's policy for text that becomes markup", () => {
  it("lets the text of a style through, and nothing that could make an element", () => {
    const style = ":root > * { --accent: #3a55d0; }";
    expect(withoutTags(style)).toBe(style);
    for (const markup of ["<b>", "</style><script>", "a < b"]) expect(() => withoutTags(markup)).toThrow(TypeError);
  });

  it("is the page's default one, where the browser knows of such", () => {
    const made: string[] = [];
    installPolicy({ trustedTypes: { createPolicy: (name) => made.push(name) } });
    expect(made).toEqual(["default"]);
    expect(() => installPolicy({})).not.toThrow();
  });
});
