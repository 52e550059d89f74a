/** The file that the worker has a model's weights from, formatted as the rest of the code is. */
import type { PackedModel } from "#worker/local-ai/exceptions/packed";

export function sourceOf(model: PackedModel): string {
  return `/** Written by \`npm run train:exceptions\`. */\nexport const WEIGHTS = ${literal(model, "")};\n`;
}

function literal(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const within = `${indent}  `;
  const lines = Object.entries(value).map(([name, each]) => {
    const written = literal(each, within);
    // Where a line would be too long, what it holds has the next one.
    const between =
      within.length + name.length + written.length > 116 && !written.startsWith("{") ? `\n${within}  ` : " ";
    return `${within}${name}:${between}${written},`;
  });
  return `{\n${lines.join("\n")}\n${indent}}`;
}
