import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { SETTINGS_SECTIONS } from "#client/console/settings/sections.ts";
import { CONSOLE_ROUTES } from "#test/screens/console-routes";

test("every address of the console is among the screens that are looked at, and every page of the settings in its list", async () => {
  vi.stubGlobal("location", { origin: "https://desk.example" });
  const { createConsoleRouter } = await import("./router.tsx");
  vi.unstubAllGlobals();
  const addresses = Object.keys(createConsoleRouter(new QueryClient()).routesById)
    // What only holds others has no address; the first page leads to another.
    .filter((id) => !["__root__", "/signed-in", "/signed-in/"].includes(id))
    .map((id) => id.replace(/^\/signed-in/, ""));
  const sections = SETTINGS_SECTIONS.map(({ name }) => `/settings/${name}`);
  expect(addresses.toSorted()).toEqual([...CONSOLE_ROUTES, ...sections].toSorted());
  // The whole console is loaded for it.
}, 60_000);
