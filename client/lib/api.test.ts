import { describe, expect, it, vi } from "vitest";
import { act, conversations } from "./agent-api.ts";
import { ApiError, type ApiOptions } from "./api.ts";
import { openSession } from "./customer-api.ts";
import { messagesBefore, probeConversation } from "./messages-api.ts";
import { CONVERSATION_ID, messageOf } from "./testing/messages.ts";

function answering(status: number, body: unknown, options: Partial<ApiOptions> = {}) {
  const fetched = vi.fn<typeof fetch>(
    async () => new Response(typeof body === "string" ? body : JSON.stringify(body), { status }),
  );
  return { fetched, api: { baseUrl: "https://desk.test", fetch: fetched, ...options } };
}
const requestOf = ({ fetched }: { fetched: ReturnType<typeof vi.fn<typeof fetch>> }) => {
  const [url, init] = fetched.mock.calls[0] ?? [];
  return { url, init, headers: new Headers(init?.headers) };
};

describe("a request", () => {
  it("carries the customer's token and no cookie", async () => {
    const server = answering(200, { items: [messageOf(3)], hasMore: true }, { token: async () => "abc" });
    expect(await messagesBefore(server.api, CONVERSATION_ID, 4)).toEqual({ items: [messageOf(3)], hasMore: true });
    const { url, init, headers } = requestOf(server);
    expect(url).toBe(`https://desk.test/api/v1/conversations/${CONVERSATION_ID}/messages?beforeSeq=4`);
    expect(headers.get("authorization")).toBe("Bearer abc");
    expect(init?.credentials).toBe("omit");
  });

  it("of an agent goes with the cookie of the same origin", async () => {
    const server = answering(200, { items: [] });
    await conversations(server.api, "unassigned", {}, "a/b");
    const { url, init } = requestOf(server);
    expect(url).toBe("https://desk.test/api/v1/conversations?view=unassigned&cursor=a%2Fb");
    expect(init?.credentials).toBe("same-origin");
  });

  it("is refused with the code, the words and the request's id of the problem", async () => {
    const { api } = answering(409, {
      type: "about:blank",
      title: "Conflict",
      status: 409,
      code: "conflict",
      reason: "taken",
      detail: "Taken.",
      requestId: "r1",
    });
    const error = await act(api, CONVERSATION_ID, "accept", {}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: "conflict", status: 409, message: "Taken.", requestId: "r1", reason: "taken" });
  });

  it.each([
    [502, "<html>Bad gateway</html>", { code: "unavailable", status: 502 }],
    [429, "", { code: "rate_limited", status: 429 }],
    [418, {}, { code: "bad_frame", status: 418 }],
    [200, { token: 7 }, { code: "unavailable", status: 0 }],
    [200, "not json", { code: "unavailable", status: 0 }],
  ])("that something else answers with %i is an error all the same", async (status, body, expected) => {
    const { api } = answering(status, body);
    await expect(openSession(api, { inboxId: "web", locale: "en" })).rejects.toMatchObject(expected);
  });

  it("that reaches nobody is unavailable, without a status", async () => {
    const api = { baseUrl: "", fetch: () => Promise.reject(new TypeError("Failed to fetch")) };
    await expect(openSession(api, { inboxId: "web", locale: "en" })).rejects.toMatchObject({
      code: "unavailable",
      status: 0,
    });
  });
});

describe("asking why a socket was refused", () => {
  it.each([
    [401, "session"],
    [403, "forbidden"],
    [404, "gone"],
    [503, undefined],
    [200, undefined],
  ])("at %i gives %s", async (status, reason) => {
    const { api } = answering(status, { items: [], hasMore: false });
    expect(await probeConversation(api, CONVERSATION_ID)).toBe(reason);
  });
});
