import { describe, expect, it } from "vitest";
import type { z } from "zod";
import * as accounts from "#protocol/http-accounts";
import * as roles from "#protocol/http-roles";
import { attempt, type Decoder } from "./decoder.ts";
import * as answers from "./people-answers.ts";
import { spoilt } from "./testing/spoilt.ts";

const id = "01900000-0000-7000-8000-000000000000";
const at = "2027-01-15T08:00:00.000Z";
const access = { role: "qa", roleId: id, roleName: "Nights", teamIds: ["support"], inboxIds: ["web"] };
const person = {
  id: "lena",
  name: "Lena",
  email: "lena@shop.test",
  ...access,
  status: "suspended",
  secondFactor: true,
  lastSeenAt: at,
  version: 2,
  mayChange: true,
};
const invitation = {
  id,
  email: "mei@shop.test",
  ...access,
  locale: "zh-CN",
  invitedBy: "lena",
  createdAt: at,
  expiresAt: at,
  mayChange: false,
};
const named = { id: "web", name: "Web" };

const shapes: [string, z.ZodType, Decoder<unknown>, object][] = [
  ["accounts", accounts.accountList, answers.accountList, { items: [person], invitations: [invitation] }],
  [
    "choices",
    accounts.accessChoices,
    answers.accessChoices,
    {
      roles: [{ role: "agent", roleId: id, name: "Nights", mayGive: true }],
      teams: [named],
      inboxes: [named],
      allInboxes: false,
    },
  ],
  ["invitation made", accounts.invitationMade, answers.invitationMade, { invitation, link: "https://x", mailed: true }],
  [
    "invitation shown",
    accounts.invitationShown,
    answers.invitationShown,
    { email: "mei@shop.test", invitedBy: "Lena", role: "qa", roleName: "Nights", locale: "en", expiresAt: at },
  ],
  ["joined", accounts.joined, answers.joined, { email: "mei@shop.test", signedIn: true }],
  [
    "roles",
    roles.roleList,
    answers.roleList,
    {
      items: [
        { id, name: "Nights", role: "agent", permissions: ["a.b"], version: 1, people: 2, invited: 0, mayChange: true },
      ],
      permissions: [{ name: "a.b", roles: ["admin"], always: true, mayGive: true }],
    },
  ],
];

describe("the decoder of an answer takes and refuses the same as its schema", () => {
  it.each(shapes)("%s", (_, schema, decode, sample) => {
    expect(attempt(decode, sample)).toEqual(sample);
    for (const input of [sample, ...spoilt(sample)]) {
      const byZod = schema.safeParse(input);
      expect(attempt(decode, input)).toEqual(byZod.success ? byZod.data : undefined);
    }
  });
});
