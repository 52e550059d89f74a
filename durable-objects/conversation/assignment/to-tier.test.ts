import { expect, it, vi } from "vitest";
import { type TierPorts, transferToTier } from "#actors/conversation/assignment/to-tier";
import { refuse } from "#domain/failures";

const RECORD = { epoch: 4, inboxId: "web", teamId: "care", assigneeId: "lena" };
const asked = { supportTier: 2, byId: "omar" } as const;
/** What a move answers is not looked at here. */
const moved = () => vi.fn((_teamId: string, _leavesAgentId: string) => refuse("taken"));

function portsOf(teamOfTier: TierPorts["teamOfTier"], record: TierPorts["room"]["live"]["record"] = RECORD) {
  const live = { record };
  return { room: { live }, teamOfTier };
}

it("moves it to the team that was found for this very conversation", async () => {
  const teamOfTier = vi.fn<TierPorts["teamOfTier"]>(async () => "experts");
  const move = moved();
  expect(await transferToTier(portsOf(teamOfTier), asked, move)).toEqual(refuse("taken"));
  const work = { supportTier: 2, inboxId: "web", teamId: "care", leavesAgentId: "lena" };
  expect(teamOfTier).toHaveBeenCalledExactlyOnceWith(work);
  expect(move).toHaveBeenCalledExactlyOnceWith("experts", "lena");
});

it("leaves who hands it on, where nobody had it", async () => {
  const move = moved();
  const ports = portsOf(async () => "experts", { ...RECORD, assigneeId: undefined });
  await transferToTier(ports, asked, move);
  expect(move).toHaveBeenCalledExactlyOnceWith("experts", "omar");
});

it("moves nothing where no team is found", async () => {
  const move = moved();
  expect(
    await transferToTier(
      portsOf(async () => undefined),
      asked,
      move,
    ),
  ).toEqual(refuse("tier_unserved"));
  expect(move).not.toHaveBeenCalled();
});

it.each([["experts"], [undefined]])(
  "moves nothing that moved on while teams were asked, whichever is found (%s)",
  async (found) => {
    const live = { record: RECORD };
    const ports = {
      room: { live },
      teamOfTier: async () => {
        live.record = { ...RECORD, epoch: 5 };
        return found;
      },
    };
    const move = moved();
    expect(await transferToTier(ports, asked, move)).toEqual(refuse("stale_epoch"));
    expect(move).not.toHaveBeenCalled();
  },
);
