import { expect, it, vi } from "vitest";
import { type TierPorts, transferToTier } from "#actors/conversation/assignment/to-tier";
import { refuse } from "#domain/failures";

const RECORD = { epoch: 4, inboxId: "web", teamId: "care" };
/** What a move answers is not looked at here. */
const moved = () => vi.fn((_teamId: string) => refuse("taken"));

function portsOf(teamOfTier: TierPorts["teamOfTier"], record = RECORD) {
  const live = { record };
  return { room: { live }, teamOfTier };
}

it("moves it to the team that was found for this very conversation", async () => {
  const asked = vi.fn<TierPorts["teamOfTier"]>(async () => "experts");
  const move = moved();
  expect(await transferToTier(portsOf(asked), 2, move)).toEqual(refuse("taken"));
  expect(asked).toHaveBeenCalledExactlyOnceWith({ supportTier: 2, inboxId: "web", teamId: "care" });
  expect(move).toHaveBeenCalledExactlyOnceWith("experts");
});

it("moves nothing where no team is found", async () => {
  const move = moved();
  expect(
    await transferToTier(
      portsOf(async () => undefined),
      3,
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
    expect(await transferToTier(ports, 2, move)).toEqual(refuse("stale_epoch"));
    expect(move).not.toHaveBeenCalled();
  },
);
