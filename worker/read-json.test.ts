import { describe, expect, it } from "vitest";
import { MAX_FRAME_BYTES } from "#protocol/constants";
import { readJson } from "#worker/read-json";

function request(body: BodyInit | null, headers: Record<string, string> = { "content-type": "application/json" }) {
  return new Request("https://desk.example/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

/** A body that never says how long it is, and how much of it was asked for. */
function endless(chunkBytes: number) {
  const state = { sentBytes: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      state.sentBytes += chunkBytes;
      controller.enqueue(new Uint8Array(chunkBytes).fill(0x20));
    },
    cancel() {
      state.cancelled = true;
    },
  });
  return { state, stream };
}

describe("a JSON body", () => {
  it("is read, with or without a charset", async () => {
    for (const type of ["application/json", "application/json; charset=utf-8", "Application/JSON"]) {
      expect(await readJson(request('{"名":"林"}', { "content-type": type }))).toEqual({
        ok: true,
        value: { 名: "林" },
      });
    }
  });

  it("may be absent, as where an action has nothing to say, though a client names its type all the same", async () => {
    expect(await readJson(request(null, {}))).toEqual({ ok: true, value: {} });
    expect(await readJson(request(""))).toEqual({ ok: true, value: {} });
  });

  it.each([
    ["half an object", '{"a":', "application/json"],
    ["text", "hello", "text/plain"],
    ["JSON under another name", "{}", "text/plain"],
    ["a form", "a=1", "application/x-www-form-urlencoded"],
    ["no type", "{}", ""],
  ])("is malformed when it is %s", async (_name, body, type) => {
    expect(await readJson(request(body, { "content-type": type }))).toEqual({ ok: false, failure: "malformed" });
  });

  it("is malformed when it is not UTF-8", async () => {
    expect(await readJson(request(new Uint8Array([0x22, 0xff, 0x22])))).toEqual({ ok: false, failure: "malformed" });
  });

  it("may have the limit's size and not a byte more", async () => {
    const text = (bytes: number) => `"${"x".repeat(bytes - 2)}"`;
    expect((await readJson(request(text(MAX_FRAME_BYTES)))).ok).toBe(true);
    expect(await readJson(request(text(MAX_FRAME_BYTES + 1)))).toEqual({ ok: false, failure: "too_large" });
  });

  it("is cut off at the limit even if it never ends", async () => {
    const { state, stream } = endless(8 * 1024);
    expect(await readJson(request(stream))).toEqual({ ok: false, failure: "too_large" });
    expect(state.cancelled).toBe(true);
    expect(state.sentBytes).toBeLessThan(2 * MAX_FRAME_BYTES);
  });
});
