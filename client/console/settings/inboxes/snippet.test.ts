import { expect, it } from "vitest";
import { policyLines, snippetOf } from "./snippet.ts";

it("is one script element", () => {
  expect(snippetOf("https://desk.example", "web")).toBe(
    '<script async src="https://desk.example/widget.js" data-inbox="web"></script>',
  );
});

it("names the sockets too, which no other source covers", () => {
  expect(policyLines("https://desk.example")).toContain("connect-src https://desk.example wss://desk.example;");
  expect(policyLines("http://localhost:8787")).toContain("ws://localhost:8787;");
});
