/** What agents choose for themselves: kept for each, changed against the version that was seen. */
import { beforeAll, describe, expect, it } from "vitest";
import { type KeptPreferences, keptPreferences, preferences } from "#protocol/http-preferences";
import { arrive, type Colleague, refusal, send } from "#test/workers/colleagues";
import { loginOf, openShop } from "#test/workers/shop";

const PATH = "/api/v1/me/preferences";
let agent: Colleague;
let admin: Colleague;

beforeAll(async () => {
  const { logins } = await openShop();
  agent = await arrive(loginOf(logins, "agent"));
  admin = await arrive(loginOf(logins, "admin"));
});

async function read(by: Colleague): Promise<KeptPreferences> {
  return keptPreferences.parse(await (await send("GET", PATH, by)).json());
}

function put(by: Colleague, kept: object): Promise<Response> {
  return send("PUT", PATH, by, kept);
}

describe("an agent's preferences", () => {
  it("are the standard ones until they are changed", async () => {
    expect(await read(agent)).toEqual({ preferences: preferences.parse({}), version: 0 });
  });

  it("are kept for the agent and nobody else", async () => {
    const wanted = { ...preferences.parse({}), accent: "teal", theme: "dark", quickBar: ["emoji"], locale: "zh-CN" };
    const answer = await put(agent, { preferences: wanted, version: 0 });
    expect(await answer.json()).toEqual({ preferences: wanted, version: 1 });
    expect(await read(agent)).toEqual({ preferences: wanted, version: 1 });
    expect((await read(admin)).version).toBe(0);
  });

  it("are changed by one of two who saw the same", async () => {
    const seen = await read(agent);
    const answers = await Promise.all(
      (["plum", "rose"] as const).map((accent) =>
        put(agent, { ...seen, preferences: { ...seen.preferences, accent } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost && (await refusal(lost))).toBe("changed_meanwhile");
    expect((await read(agent)).version).toBe(seen.version + 1);
  });

  it("of a version that never was change nothing", async () => {
    const seen = await read(agent);
    for (const version of [0, seen.version - 1, seen.version + 1])
      expect([version, (await put(agent, { ...seen, version })).status]).toEqual([version, 409]);
  });

  it.each([
    ["an accent that there is not", { accent: "beige" }],
    ["an action twice", { quickBar: ["emoji", "emoji"] }],
    ["a volume beyond the end", { sounds: { assigned: true, message: true, volume: 101 } }],
  ])("cannot have %s", async (_, change) => {
    const seen = await read(agent);
    expect((await put(agent, { ...seen, preferences: { ...seen.preferences, ...change } })).status).toBe(400);
  });
});
