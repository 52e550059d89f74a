/** What a conversation's features reach outside of it, all in one place: each declares as much of it as it needs. */
import { agentAddress } from "#actors/addresses";
import { HandedOnStore } from "#actors/conversation/assignment/handed-on-store";
import type { AssignmentPorts } from "#actors/conversation/assignment/perform";
import type { ImportPorts } from "#actors/conversation/begin/import";
import type { StartPorts } from "#actors/conversation/begin/start";
import type { ClosingPorts } from "#actors/conversation/closing/answer";
import type { ClosingTimerPorts } from "#actors/conversation/closing/timers";
import { LookStore } from "#actors/conversation/exceptions/look-store";
import type { MarkPorts } from "#actors/conversation/marks";
import { JoinStore } from "#actors/conversation/participants/join-store";
import type { Room } from "#actors/conversation/room";
import type { SlaPorts } from "#actors/conversation/sla/settle";
import { teamForConversation } from "#actors/queue/support-tiers/team-of-tier";
import type { Timers } from "#actors/runtime/timers";
import { keyRingOf } from "#actors/secrets";
import { categoryRefusal } from "#domain/closing/categories";
import { readClosingRules } from "#domain/closing/settings";
import { database } from "#domain/database";
import { isRegistered } from "#domain/delivery/registry";
import { agentOf } from "#domain/identity/accounts";
import { whyNotGiven } from "#domain/identity/scope";
import { listAccounts, readAccount } from "#domain/identity/store";
import { knownLabels } from "#domain/labels/store";
import { readWorkWeights } from "#domain/routing/weights/store";
import { conversationWeight } from "#domain/routing/weights/weights";
import { toldAt } from "#domain/sla/escalation";
import { findTerms } from "#domain/sla/lookup";

export type Ports = AssignmentPorts &
  ImportPorts &
  StartPorts &
  MarkPorts &
  SlaPorts &
  ClosingPorts &
  ClosingTimerPorts;

const HOUR_MS = 60 * 60 * 1_000;

export function portsOf(env: Cloudflare.Env, sql: SqlStorage, room: Room, timers: Timers): Ports {
  const db = () => database(env.DB);
  return {
    room,
    timers,
    joins: new JoinStore(sql),
    keyRing: () => keyRingOf(env),
    agent: (agentId) => agentAddress(env, agentId),
    weight: async () => conversationWeight((await readWorkWeights(db())).weights),
    isTeam: (teamId) => isRegistered(db(), "queue", teamId),
    handedOn: new HandedOnStore(sql),
    teamOfTier: (work) => teamForConversation(env, work),
    whyNotTheirs: async (agentId, inboxId) => whyNotGiven(await readAccount(db(), agentId), inboxId),
    colleague: async (agentId, inboxId, conversationId) => {
      const account = await readAccount(db(), agentId);
      if (account === undefined || whyNotGiven(account, inboxId) !== undefined) return undefined;
      return agentOf(account, conversationId, Date.now());
    },
    slaTerms: (subject, nowMs) => findTerms(db(), keyRingOf(env), subject, nowMs),
    knownLabels: (ids) => knownLabels(db(), ids),
    whyNotClosedAs: async (category) => categoryRefusal(await readClosingRules(db()), category),
    silenceMs: async () => (await readClosingRules(db())).silenceHours * HOUR_MS,
    supervisors: async ({ inboxId, teamId, assigneeId }) =>
      toldAt("supervisor", { inboxId, teamId, assigneeId }, await listAccounts(db())),
    looked: (seq) => new LookStore(sql).lookedAt(seq),
  };
}
