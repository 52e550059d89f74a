import { describe, expect, it } from "vitest";
import { business as businessContract } from "#protocol/http-business";
import { inboxSightings, inboxSettings as settingsContract } from "#protocol/http-inbox-settings";
import { managedTeams as teamsContract } from "#protocol/http-teams";
import { attempt } from "./decoder.ts";
import { business, inboxSettings, managedTeams, sightings } from "./inbox-settings-answers.ts";

const INBOX = {
  id: "web",
  name: "Web",
  locale: "en",
  position: "right",
  greeting: {},
  allowedOrigins: [],
  defaultTeamId: "support",
  version: 1,
};
const FULL = {
  ...INBOX,
  shopName: "Tea",
  accent: "#7a4a12",
  position: "left",
  greeting: { en: "Hello", "zh-CN": "您好" },
  privacyUrl: "https://shop.example/privacy",
  allowedOrigins: ["https://shop.example"],
  openingHours: { timeZone: "UTC", intervals: [{ weekday: 1, fromMinute: 540, toMinute: 1080 }] },
};
const MEMBER = { id: "a", name: "Ann", role: "agent", takesWork: true };

describe("what the settings are told", () => {
  it.each([
    INBOX,
    FULL,
    { ...INBOX, version: 0 },
    { ...INBOX, position: "top" },
    { ...INBOX, greeting: undefined },
    { ...FULL, openingHours: { timeZone: "UTC" } },
    { ...INBOX, locale: "fr" },
    null,
  ])("takes an inbox as the contract does: %j", (input) => {
    expect(attempt(inboxSettings, input)).toEqual(settingsContract.safeParse(input).data);
  });

  it.each([
    { items: [] },
    { items: [{ origin: "https://shop.example", lastSeenAt: "2026-11-27T08:00:00Z" }] },
    { items: [{ origin: "https://shop.example", lastSeenAt: "lately" }] },
  ])("takes sightings as the contract does: %j", (input) => {
    expect(attempt(sightings, input)).toEqual(inboxSightings.safeParse(input).data);
  });

  it.each([
    { items: [], defaultCapacity: 6 },
    { items: [{ id: "t", name: "T", members: [MEMBER], inboxes: [{ id: "web", name: "Web" }] }], defaultCapacity: 6 },
    { items: [{ id: "t", name: "T", members: [{ ...MEMBER, capacity: 3 }], inboxes: [] }], defaultCapacity: 6 },
    { items: [{ id: "t", name: "T", members: [{ ...MEMBER, capacity: 0 }], inboxes: [] }], defaultCapacity: 6 },
    { items: [] },
  ])("takes teams as the contract does: %j", (input) => {
    expect(attempt(managedTeams, input)).toEqual(teamsContract.safeParse(input).data);
  });

  it.each([
    { shopName: "", locale: "en", timeZone: "UTC", currency: "USD", version: 0 },
    {
      shopName: "Tea",
      locale: "zh-CN",
      timeZone: "Asia/Shanghai",
      currency: "CNY",
      version: 3,
      contactEmail: "a@shop.example",
      logoUrl: "/api/v1/business/logo/00",
    },
    { shopName: "Tea", locale: "en", timeZone: "UTC", currency: "USD", version: -1 },
    {},
  ])("takes the business as the contract does: %j", (input) => {
    expect(attempt(business, input)).toEqual(businessContract.safeParse(input).data);
  });
});
