import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { operations } from "#protocol/http";
import { openApiDocument } from "#protocol/openapi";

const text = JSON.stringify(openApiDocument());
const document = JSON.parse(text);

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(text))).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  it("has each operation at its method and path, with its parameters", () => {
    for (const [operationId, { method, path }] of Object.entries(operations)) {
      const described = document.paths[path.replace(/:(\w+)/g, "{$1}")][method];
      expect(described.operationId).toBe(operationId);
      const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
      const declared = (described.parameters ?? []).filter((parameter: { in: string }) => parameter.in === "path");
      expect(declared.map((parameter: { name: string }) => parameter.name)).toEqual(inPath);
    }
  });

  it("refers only to components that are there", () => {
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect(references.length).toBeGreaterThan(50);
    for (const name of new Set(references)) expect(document.components.schemas).toHaveProperty([`${name}`]);
    expect(text).not.toContain("#/$defs/");
  });

  it("lets answers gain keys, as the protocol only grows", () => {
    expect(document.components.schemas.Message.additionalProperties).toBeUndefined();
  });
});
