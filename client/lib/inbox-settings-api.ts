/** How inboxes, teams and the business are set up, for those who may. */
import type { LogoType } from "#protocol/constants";
import type { Business, BusinessBody } from "#protocol/http-business";
import type { InboxSettingsAnswer, InboxSettingsBody, NewInboxBody } from "#protocol/http-inbox-settings";
import type { ManagedTeam, ManagedTeams } from "#protocol/http-teams";
import type { SupportTier } from "#protocol/support-tiers";
import { type ApiOptions, call } from "./api.ts";
import { object } from "./decoder.ts";
import {
  business,
  inboxSettings,
  managedTeam,
  managedTeams,
  type Sighting,
  sightings,
} from "./inbox-settings-answers.ts";

const INBOXES = "/api/v1/admin/inboxes";
const TEAMS = "/api/v1/admin/teams";
const BUSINESS = "/api/v1/admin/business";
const nothing = object({});

/** @throws ApiError, as all of these do */
export function readInbox(api: ApiOptions, inboxId: string): Promise<InboxSettingsAnswer> {
  return call(api, { method: "GET", path: inboxPath(inboxId), answer: inboxSettings });
}

/** `conflict` if it was changed since `body.version`. */
export function saveInbox(api: ApiOptions, inboxId: string, body: InboxSettingsBody): Promise<InboxSettingsAnswer> {
  return call(api, { method: "PUT", path: inboxPath(inboxId), body, answer: inboxSettings });
}

export function createInbox(api: ApiOptions, body: NewInboxBody): Promise<InboxSettingsAnswer> {
  return call(api, { method: "POST", path: INBOXES, body, answer: inboxSettings });
}

export async function deleteInbox(api: ApiOptions, inboxId: string): Promise<void> {
  await call(api, { method: "DELETE", path: inboxPath(inboxId), answer: nothing });
}

/** Where the widget was loaded, the latest first. */
export async function readSightings(api: ApiOptions, inboxId: string): Promise<Sighting[]> {
  return (await call(api, { method: "GET", path: `${inboxPath(inboxId)}/sightings`, answer: sightings })).items;
}

export function readTeams(api: ApiOptions): Promise<ManagedTeams> {
  return call(api, { method: "GET", path: TEAMS, answer: managedTeams });
}

export function createTeam(api: ApiOptions, name: string): Promise<ManagedTeam> {
  return call(api, { method: "POST", path: TEAMS, body: { name }, answer: managedTeam });
}

export async function renameTeam(api: ApiOptions, teamId: string, name: string, nameBefore: string): Promise<void> {
  await call(api, { method: "PUT", path: teamPath(teamId), body: { name, nameBefore }, answer: nothing });
}

export async function deleteTeam(api: ApiOptions, teamId: string): Promise<void> {
  await call(api, { method: "DELETE", path: teamPath(teamId), answer: nothing });
}

export async function saveSupportTier(
  api: ApiOptions,
  teamId: string,
  supportTier: SupportTier,
  supportTierBefore: SupportTier,
): Promise<void> {
  const body = { supportTier, supportTierBefore };
  await call(api, { method: "PUT", path: `${teamPath(teamId)}/support-tier`, body, answer: nothing });
}

/** @param capacity null: as much as everybody */
export async function saveCapacity(
  api: ApiOptions,
  agentId: string,
  capacity: number | null,
  capacityBefore: number | null,
): Promise<void> {
  const path = `/api/v1/admin/agents/${encodeURIComponent(agentId)}/capacity`;
  await call(api, { method: "PUT", path, body: { capacity, capacityBefore }, answer: nothing });
}

export function readBusiness(api: ApiOptions): Promise<Business> {
  return call(api, { method: "GET", path: BUSINESS, answer: business });
}

export function saveBusiness(api: ApiOptions, body: BusinessBody): Promise<Business> {
  return call(api, { method: "PUT", path: BUSINESS, body, answer: business });
}

export function saveLogo(
  api: ApiOptions,
  logo: { readonly type: LogoType; readonly dataBase64: string },
  version: number,
): Promise<Business> {
  return call(api, { method: "PUT", path: `${BUSINESS}/logo`, body: { ...logo, version }, answer: business });
}

export function removeLogo(api: ApiOptions, version: number): Promise<Business> {
  return call(api, { method: "DELETE", path: `${BUSINESS}/logo?version=${version}`, answer: business });
}

function inboxPath(inboxId: string): string {
  return `${INBOXES}/${encodeURIComponent(inboxId)}`;
}

function teamPath(teamId: string): string {
  return `${TEAMS}/${encodeURIComponent(teamId)}`;
}
