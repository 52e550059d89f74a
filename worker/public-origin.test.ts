import { describe, expect, it } from "vitest";
import { publicOrigin } from "#worker/public-origin";

describe("where people reach this instance", () => {
  const request = new Request("https://evil.example/api/v1/x", { headers: { host: "evil.example" } });

  it("is what the operator says, whatever host a request names", () => {
    expect(publicOrigin({ PUBLIC_URL: "https://desk.example/" }, request)).toBe("https://desk.example");
  });

  it("is where the request came to, if the operator says nothing", () => {
    expect(publicOrigin({ PUBLIC_URL: "" }, request)).toBe("https://evil.example");
  });
});
