import { parseAst } from "vite";
import { describe, expect, it } from "vitest";
import { classic, nodesOf } from "./classic-parts.ts";
import type { Part } from "./contract.ts";

const AT = "https://desk.test/";

/** Runs parts as a page would, one after the other. @returns what each has handed over */
function run(...parts: (readonly [name: string, code: string])[]) {
  const registry = Object.assign(new Map<string, Part>(), { load: (address: string) => address });
  const page = { globalThis: { edgedeskParts: { "https://desk.test": registry } } };
  for (const [name, code] of parts) {
    const script = classic(code, nodesOf(parseAst(code)));
    new Function("globalThis", "document", script)(page.globalThis, { currentScript: { src: AT + name } });
  }
  return (name: string): Record<string, unknown> => ({ ...registry.get(AT + name) });
}

describe("modules made into classic scripts", () => {
  it("take from each other what they export, whatever it is called on either side", () => {
    const of = run(
      ["widget-app.js", "var a=2,p=3;const s=4;export{a as t,p,s as mount};"],
      ["widget-talk.js", 'import{t as s,p as e}from"./widget-app.js";var p=s*e;export{p as product};'],
    );
    expect(of("widget-app.js")).toEqual({ t: 2, p: 3, mount: 4 });
    expect(of("widget-talk.js")).toEqual({ product: 6 });
  });

  it("load each other from where they came", () => {
    const of = run(["widget-app.js", 'const l=()=>import("./widget-talk.js");export{l as load};']);
    const { load } = of("widget-app.js");
    expect(typeof load === "function" && load()).toBe(`${AT}widget-talk.js`);
  });

  it.each(["export default 1", 'import x from "./y.js"; x', 'export*from"./y.js"'])("are refused as %j", (code) => {
    expect(() => classic(code, nodesOf(parseAst(code)))).toThrow(/a part of the widget/);
  });
});
