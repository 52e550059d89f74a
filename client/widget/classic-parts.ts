/**
 * Makes of the bundler's modules classic scripts, so that a shop needs no module support and no CORS: what a part takes from
 * another goes through the loader's registry (`parts.ts`). A part is wrapped as `(_self => { … })(its address)`, with the registry at hand as `_parts`.
 */
import type { Plugin } from "vite";
import { PARTS } from "./parts-name.ts";

/** As much of a syntax tree as this looks at. */
interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const classicParts: Plugin = {
  name: "widget-classic-parts",
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle)) {
      if (part.type !== "chunk") continue;
      const tree: unknown = this.parse(part.code);
      part.code = classic(part.code, nodesOf(tree));
    }
  },
};

/** @returns the script; exported for its test @throws for forms of import and export that the bundler does not write */
export function classic(code: string, nodes: readonly SyntaxNode[]): string {
  const edits = nodes.flatMap((node): Edit[] => {
    const { start, end } = node;
    switch (node.type) {
      case "ImportDeclaration":
        return [
          { start, end, text: `const ${namesOf(node, "imported", "local")}=_parts.get(${address(node.source)});` },
        ];
      case "ExportNamedDeclaration":
        return [{ start, end, text: `_parts.set(_self,${namesOf(node, "exported", "local")});` }];
      case "ImportExpression":
        return [{ start, end, text: `_parts.load(${address(node.source)})` }];
      case "ExportDefaultDeclaration":
      case "ExportAllDeclaration":
        throw new Error(`a part of the widget has an ${node.type}`);
      default:
        return [];
    }
  });
  let script = code;
  for (const { start, end, text } of edits.sort((a, b) => b.start - a.start)) {
    script = script.slice(0, start) + text + script.slice(end);
  }
  const registry = `globalThis.${PARTS}[new URL(_self).origin]`;
  // The minifier's names have one or two letters: none of them hides these two.
  return `(_self=>{const _parts=${registry};${script.trimEnd()}})(document.currentScript.src);`;
}

function namesOf(node: SyntaxNode, from: string, to: string): string {
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [];
  const pairs = specifiers.map((specifier) => {
    const [outer, inner] = [specifier[from], specifier[to]];
    if (!isNode(outer) || !isNode(inner) || typeof outer.name !== "string" || typeof inner.name !== "string") {
      throw new Error(`a part of the widget has an ${node.type} of ${specifier.type}`);
    }
    return outer.name === inner.name ? outer.name : `${outer.name}:${inner.name}`;
  });
  return `{${pairs.join(",")}}`;
}

/** Beside the script itself, wherever it was loaded from. */
function address(source: unknown): string {
  if (!isNode(source) || typeof source.value !== "string")
    throw new Error("a part of the widget has an unclear import");
  return `new URL("${source.value.replace("./", "")}",_self).href`;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value && "end" in value;
}

/** Every node of the tree, in no order. */
export function nodesOf(value: unknown): SyntaxNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== "object" || value === null) return [];
  const below = Object.values(value).flatMap(nodesOf);
  return isNode(value) ? [value, ...below] : below;
}
