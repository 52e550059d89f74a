import { expect, it, vi } from "vitest";
import type { HandedOn } from "#actors/conversation/assignment/handed-on-store";
import { type TierPorts, transferToTier } from "#actors/conversation/assignment/to-tier";
import { ok, refuse } from "#domain/failures";

type Record = TierPorts["room"]["live"]["record"];

const RECORD: Record = { epoch: 4, inboxId: "web", teamId: "care", status: "open", assigneeId: "lena" };
const HANDED_ON: Record = { epoch: 5, inboxId: "web", teamId: "experts", status: "open", assigneeId: undefined };
const asked = { supportTier: 2, byId: "omar" } as const;

/** A conversation that a move takes to the epoch after. */
function roomOf(record: Record, last?: HandedOn) {
  const live = { record };
  const keep = vi.fn<TierPorts["handedOn"]["keep"]>();
  const move = vi.fn((teamId: string, _leavesAgentId: string) => {
    live.record = { ...live.record, teamId, assigneeId: undefined, epoch: live.record.epoch + 1 };
    return ok("moved");
  });
  const handedOn = { last: () => last, keep };
  return { live, keep, move, handedOn, moves: { move, asItIs: () => ok("as it is") } };
}

const isTeam = async () => true;

function transferIn(room: ReturnType<typeof roomOf>, teamOfTier: TierPorts["teamOfTier"]) {
  return transferToTier({ room, isTeam, handedOn: room.handedOn, teamOfTier }, asked, room.moves);
}

it("moves it to the team that was found for this very conversation, and keeps who did", async () => {
  const teamOfTier = vi.fn<TierPorts["teamOfTier"]>(async () => "experts");
  const room = roomOf(RECORD);
  expect(await transferIn(room, teamOfTier)).toEqual(ok("moved"));
  const work = { supportTier: 2, inboxId: "web", teamId: "care", leavesAgentId: "lena" };
  expect(teamOfTier).toHaveBeenCalledExactlyOnceWith(work);
  expect(room.move).toHaveBeenCalledExactlyOnceWith("experts", "lena");
  expect(room.keep).toHaveBeenCalledExactlyOnceWith({ ...asked, epoch: 5 });
});

it("leaves who hands it on, where nobody had it", async () => {
  const room = roomOf({ ...RECORD, assigneeId: undefined });
  await transferIn(room, async () => "experts");
  expect(room.move).toHaveBeenCalledExactlyOnceWith("experts", "omar");
});

it("moves nothing where no team is found, and keeps nothing of what was not moved", async () => {
  const room = roomOf(RECORD);
  expect(await transferIn(room, async () => undefined)).toEqual(refuse("tier_unserved"));
  expect(room.move).not.toHaveBeenCalled();
  expect(room.keep).not.toHaveBeenCalled();
});

it.each([["experts"], [undefined]])(
  "moves nothing that moved on while teams were asked, whichever is found (%s)",
  async (found) => {
    const room = roomOf(RECORD);
    const answer = await transferIn(room, async () => {
      room.live.record = { ...RECORD, epoch: 5 };
      return found;
    });
    expect(answer).toEqual(refuse("stale_epoch"));
    expect(room.move).not.toHaveBeenCalled();
  },
);

it("moves nothing to a team that was deleted while teams were asked", async () => {
  const room = roomOf(RECORD);
  const isTeamNow = vi.fn<TierPorts["isTeam"]>(async () => false);
  const ports = { room, isTeam: isTeamNow, handedOn: room.handedOn, teamOfTier: async () => "experts" };
  expect(await transferToTier(ports, asked, room.moves)).toEqual(refuse("team_unknown"));
  expect(isTeamNow).toHaveBeenCalledExactlyOnceWith("experts");
  expect(room.move).not.toHaveBeenCalled();
});

it("moves nothing that moved on while its team was looked up", async () => {
  const room = roomOf(RECORD);
  const isTeamNow = async () => {
    room.live.record = { ...RECORD, epoch: 5 };
    return true;
  };
  const ports = { room, isTeam: isTeamNow, handedOn: room.handedOn, teamOfTier: async () => "experts" };
  expect(await transferToTier(ports, asked, room.moves)).toEqual(refuse("stale_epoch"));
  expect(room.move).not.toHaveBeenCalled();
});

it("finds a repeat done while it waits there, and asks no team", async () => {
  const room = roomOf(HANDED_ON, { ...asked, epoch: 5 });
  const teamOfTier = vi.fn<TierPorts["teamOfTier"]>();
  expect(await transferIn(room, teamOfTier)).toEqual(ok("as it is"));
  expect(teamOfTier).not.toHaveBeenCalled();
});

it("finds it done by the same request, which was quicker", async () => {
  let last: HandedOn | undefined;
  const room = roomOf(RECORD);
  const ports = { room, isTeam, handedOn: { last: () => last, keep: room.keep } };
  const teamOfTier = async () => {
    room.live.record = HANDED_ON;
    last = { ...asked, epoch: 5 };
    return "specialists";
  };
  expect(await transferToTier({ ...ports, teamOfTier }, asked, room.moves)).toEqual(ok("as it is"));
  expect(room.move).not.toHaveBeenCalled();
});

it.each<[string, Record, Partial<HandedOn>]>([
  ["by somebody else", HANDED_ON, { byId: "lena" }],
  ["to another line", HANDED_ON, { supportTier: 3 }],
  ["before it moved on", { ...HANDED_ON, epoch: 6 }, {}],
  ["before somebody had it", { ...HANDED_ON, assigneeId: "nina" }, {}],
  ["before it slept", { ...HANDED_ON, status: "snoozed" }, {}],
])("moves what was handed on %s", async (_how, record, last) => {
  const room = roomOf(record, { ...asked, epoch: 5, ...last });
  expect(await transferIn(room, async () => "specialists")).toEqual(ok("moved"));
});
