import { expect, it } from "vitest";
import { call } from "#test/workers/shop";

it("serves the document to whoever asks", async () => {
  const answer = await call("/api/v1/openapi.json");
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"]);
  const document: { openapi: string; paths: object } = await answer.json();
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(Object.keys(document.paths)).toContain("/api/v1/widget/sessions");
});
