/** A word that no page says any more goes with it. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const CLIENT = new URL("..", import.meta.url);
const paths = readdirSync(CLIENT, { recursive: true, encoding: "utf8" });
const text = (path: string) => readFileSync(new URL(path, CLIENT), "utf8");
const isPage = (path: string) => /\.tsx?$/.test(path) && !path.includes(".test.") && !path.startsWith("i18n/");
const pages = paths.filter(isPage).map(text).join("\n");

/** Keys as pages put them together: `role.${role}` says all that begin so, and so does "role." */
const beginnings = (pages.match(/"[\w-]+\.(?:[\w-]+\.)*"/g) ?? []).map((literal) => literal.slice(1, -1));
const patterns = [...new Set(pages.match(/`[\w.-]*(?:\$\{[^`{}]*\}[\w.-]*)+`/g) ?? [])].map((template) => {
  const parts = template.slice(1, -1).split(/\$\{[^}]*\}/);
  return new RegExp(`^${parts.map((part) => part.replaceAll(".", "\\.")).join(".+")}$`);
});
// One that says nothing but its variables would be every word there is.
const templates = patterns.filter(({ source }) => /[a-z]{2}/i.test(source));

const catalogues = paths.filter((path) =>
  /^i18n\/(?:console|widget|common|launcher|consent|demo)[\w-]*\.ts$/.test(path),
);

it.each(catalogues.filter((path) => !path.includes(".test.")))("%s has no word that nobody says", (path) => {
  const keys = new Set([...text(path).matchAll(/^ +"([\w.-]+\.[\w.-]+)":/gm)].map(([, key]) => key ?? ""));
  const isSaid = (key: string) =>
    pages.includes(`"${key}"`) ||
    templates.some((template) => template.test(key)) ||
    beginnings.some((beginning) => key.startsWith(beginning));
  expect([...keys].filter((key) => !isSaid(key))).toEqual([]);
});
