/** Custom roles: what they tick is what their people may do, from the change on, and nobody ticks what they do not hold. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { STAFF_PERMISSIONS } from "#domain/identity/permissions";
import { roleList } from "#protocol/http-roles";
import {
  accountOf,
  accounts,
  arrive,
  audited,
  type Colleague,
  changeAccess,
  invite,
  join,
  makeRole,
  me,
  refusal,
  send,
  settle,
} from "#test/workers/colleagues";
import { feedLine } from "#test/workers/line";
import { call, loginOf, openShop } from "#test/workers/shop";

let admin: Colleague;
let second: Colleague;

beforeAll(async () => {
  const { logins } = await openShop();
  admin = await arrive(loginOf(logins, "admin"));
  second = await join(admin, { role: "admin" });
});

const READS = ["account.own", "conversation.read", "conversation.list", "agent.feed"];

async function rolesOf(colleague: Colleague) {
  return roleList.parse(await (await call("/api/v1/roles", { headers: { cookie: colleague.cookie } })).json());
}

async function versionOf(roleId: string): Promise<number> {
  const found = (await rolesOf(admin)).items.find(({ id }) => id === roleId);
  if (found === undefined) throw new Error("no such role");
  return found.version;
}

async function change(by: Colleague, roleId: string, role: object, version?: number): Promise<Response> {
  const seen = version ?? (await versionOf(roleId));
  return send("PUT", `/api/v1/roles/${roleId}`, by, { role: "agent", permissions: READS, ...role, version: seen });
}

async function remove(by: Colleague, roleId: string, version?: number): Promise<Response> {
  return send("DELETE", `/api/v1/roles/${roleId}?version=${version ?? (await versionOf(roleId))}`, by);
}

describe("the table of permissions", () => {
  it("tells every permission of the staff, who holds it, and whether the reader may tick it", async () => {
    const { permissions } = await rolesOf(admin);
    expect(permissions.map(({ name }) => name)).toEqual(STAFF_PERMISSIONS);
    expect(permissions.every(({ mayGive }) => mayGive)).toBe(true);
    const byName = new Map(permissions.map((row) => [row.name, row]));
    expect(byName.get("account.manage")?.roles).toEqual(["admin"]);
    expect(byName.get("personal.see")?.roles).toEqual([]);
    expect(byName.get("account.own")?.always).toBe(true);
  });
});

describe("a custom role", () => {
  it("gives its permissions in place of those of the role it is based on, and its name", async () => {
    const roleId = await makeRole(admin, { name: "Readers 只读", permissions: READS });
    const reader = await join(admin, { roleId });
    const mine = await me(reader.cookie);
    expect(mine).toMatchObject({ role: "agent", roleName: "Readers 只读" });
    expect(mine.permissions.sort()).toEqual([...READS].sort());
    expect((await call("/api/v1/agents", { headers: { cookie: reader.cookie } })).status).toBe(403);
    expect(await audited(roleId)).toEqual(["role.created"]);
  });

  it("is never without what it takes to sign out", async () => {
    const roleId = await makeRole(admin, { name: "Nothing", permissions: [] });
    const nobody = await join(admin, { roleId });
    expect((await me(nobody.cookie)).permissions).toEqual(["account.own"]);
  });

  it("may tick what no built-in role holds", async () => {
    const roleId = await makeRole(admin, { name: "Unmasked", permissions: [...READS, "personal.see"] });
    const seer = await join(admin, { roleId });
    expect((await me(seer.cookie)).permissions).toContain("personal.see");
    expect((await changeAccess(admin, seer.id, { role: "agent" })).status).toBe(200);
  });

  it("ticks nothing that is not staff's, or is none", async () => {
    for (const name of ["conversation.create", "internal", "public", "root", "__proto__"]) {
      const body = { name: `With ${name}`, role: "agent", permissions: [name] };
      expect([name, (await send("POST", "/api/v1/roles", admin, body)).status]).toEqual([name, 400]);
    }
    for (const name of ["", "   ", "two\nlines", "x".repeat(61)]) {
      const body = { name, role: "agent", permissions: READS };
      expect([name, (await send("POST", "/api/v1/roles", admin, body)).status]).toEqual([name, 400]);
    }
  });

  it("has a name of its own, whatever its case, width or spaces", async () => {
    const roleId = await makeRole(admin, { name: "Night Shift", permissions: READS });
    const other = await makeRole(admin, { name: "Day shift", permissions: READS });
    for (const name of ["night shift", "NIGHT  SHIFT", "Ｎｉｇｈｔ Shift", "Admin", "qa"]) {
      const made = await send("POST", "/api/v1/roles", admin, { name, role: "agent", permissions: READS });
      expect([name, made.status, await refusal(made)]).toEqual([name, 409, "name_taken"]);
      const renamed = await change(admin, other, { name });
      expect([name, renamed.status, await refusal(renamed)]).toEqual([name, 409, "name_taken"]);
    }
    expect((await change(admin, roleId, { name: "NIGHT shift" })).status).toBe(200);
  });

  it("is made once of two that are made with one name at the same moment", async () => {
    const body = { name: "Twins", role: "agent", permissions: READS };
    const answers = await Promise.all([admin, second].map((by) => send("POST", "/api/v1/roles", by, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe("changing a role", () => {
  it("holds for its people from the next request on, and their sockets come back with it within five seconds", async () => {
    const roleId = await makeRole(admin, { name: "Shifts", permissions: READS });
    const [one, two] = [await join(admin, { roleId }), await join(admin, { roleId })];
    const lines = [await feedLine(one.cookie), await feedLine(two.cookie)];
    const beganAtMs = Date.now();
    const less = READS.filter((name) => name !== "conversation.list");
    expect((await change(admin, roleId, { name: "Shifts", role: "qa", permissions: less })).status).toBe(200);
    expect(await Promise.all(lines.map((line) => line.closed()))).toEqual([4401, 4401]);
    expect(Date.now() - beganAtMs).toBeLessThan(5_000);
    for (const { cookie } of [one, two]) {
      expect(await me(cookie)).toMatchObject({
        role: "qa",
        permissions: expect.not.arrayContaining(["conversation.list"]),
      });
      expect((await call("/api/v1/conversations?view=all", { headers: { cookie } })).status).toBe(403);
    }
    expect(await audited(roleId)).toEqual(["role.created", "role.changed"]);
  });

  it("by name alone closes nothing", async () => {
    const roleId = await makeRole(admin, { name: "Old name", permissions: READS });
    const person = await join(admin, { roleId });
    const line = await feedLine(person.cookie);
    const { version } = await accountOf(admin, person.id);
    expect((await change(admin, roleId, { name: "New name" })).status).toBe(200);
    expect((await me(person.cookie)).roleName).toBe("New name");
    expect((await accountOf(admin, person.id)).version).toBe(version);
    expect(line.closedWith).toBeUndefined();
    line.close();
  });

  it("by two at once is done by one of them, and wholly", async () => {
    const roleId = await makeRole(admin, { name: "Contested", permissions: READS });
    const person = await join(admin, { roleId });
    const version = await versionOf(roleId);
    const contents = [
      { name: "First", role: "agent", permissions: ["account.own", "conversation.read"] },
      { name: "Second", role: "supervisor", permissions: ["account.own", "conversation.list"] },
    ];
    const answers = await Promise.all([
      change(admin, roleId, contents[0] ?? {}, version),
      change(second, roleId, contents[1] ?? {}, version),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost && (await refusal(lost))).toBe("changed_meanwhile");
    const won = contents[answers.findIndex(({ status }) => status === 200)];
    expect(await me(person.cookie)).toMatchObject({
      roleName: won?.name,
      role: won?.role,
      permissions: won?.permissions,
    });
    expect((await rolesOf(admin)).items.find(({ id }) => id === roleId)).toMatchObject({
      ...won,
      version: version + 1,
    });
    expect(await audited(roleId)).toEqual(["role.created", "role.changed"]);
    const old = await change(admin, roleId, { name: "Late" }, version);
    expect([old.status, await refusal(old)]).toEqual([409, "changed_meanwhile"]);
  });

  it("while somebody is given it leaves nobody with what it was", async () => {
    const roleId = await makeRole(admin, { name: "Moving", permissions: [...READS, "audit.read"] });
    const person = await join(admin, { role: "agent" });
    const [given] = await Promise.all([
      changeAccess(admin, person.id, { roleId }),
      change(second, roleId, { name: "Moving", permissions: READS }),
    ]);
    expect([200, 409]).toContain(given.status);
    expect((await me(person.cookie)).permissions).not.toContain("audit.read");
  });

  it("is refused where there is none", async () => {
    const nobodys = "01900000-0000-7000-8000-000000000000";
    expect((await change(admin, nobodys, { name: "x" }, 1)).status).toBe(404);
    expect((await remove(admin, nobodys, 1)).status).toBe(404);
    expect((await change(admin, "..", { name: "x" }, 1)).status).toBe(404);
  });
});

describe("deleting a role", () => {
  it("is refused while somebody has it or is asked to join with it", async () => {
    const roleId = await makeRole(admin, { name: "In use", permissions: READS });
    const { invitation } = await invite(admin, { roleId });
    const asked = await remove(admin, roleId);
    expect([asked.status, await refusal(asked)]).toEqual([409, "in_use"]);
    await send("POST", `/api/v1/invitations/${invitation.id}/revoke`, admin);
    const person = await join(admin, { roleId });
    const had = await remove(admin, roleId);
    expect([had.status, await refusal(had)]).toEqual([409, "in_use"]);
    await changeAccess(admin, person.id, { role: "agent" });
    expect((await remove(admin, roleId)).status).toBe(200);
    expect((await rolesOf(admin)).items.map(({ id }) => id)).not.toContain(roleId);
    expect(await audited(roleId)).toEqual(["role.created", "role.deleted"]);
  });

  it("takes an invitation along that has expired, so that nobody joins with it as something else", async () => {
    const roleId = await makeRole(admin, { name: "Short-lived", permissions: READS });
    const { invitation } = await invite(admin, { roleId });
    await env.DB.prepare("UPDATE invitations SET expires_at_ms = 1 WHERE id = ?").bind(invitation.id).run();
    expect((await accounts(admin)).invitations.map(({ id }) => id)).toContain(invitation.id);
    expect((await remove(admin, roleId)).status).toBe(200);
    expect((await accounts(admin)).invitations.map(({ id }) => id)).not.toContain(invitation.id);
    expect((await send("POST", `/api/v1/invitations/${invitation.id}/resend`, admin)).status).toBe(404);
  });
});

describe("escalation", () => {
  let clerk: Colleague;
  let powerful: string;
  const CLERK = ["account.manage", "role.manage", "conversation.read", "conversation.list"];

  beforeAll(async () => {
    const roleId = await makeRole(admin, { name: "Office", permissions: CLERK });
    clerk = await join(admin, { roleId });
    powerful = await makeRole(admin, { name: "Auditors", permissions: ["audit.read"] });
  });

  it("is refused by making a role, by changing one, and by deleting one that holds more", async () => {
    const refused = [
      await send("POST", "/api/v1/roles", clerk, { name: "Mine", role: "agent", permissions: ["audit.read"] }),
      await send("POST", "/api/v1/roles", clerk, { name: "Mine", role: "agent", permissions: ["personal.see"] }),
      await change(clerk, powerful, { name: "Auditors", permissions: ["conversation.read"] }),
      await remove(clerk, powerful),
    ];
    for (const answer of refused) expect([answer.status, await refusal(answer)]).toEqual([403, "grants_exceeded"]);
    const own = await makeRole(clerk, { name: "Helpers", role: "admin", permissions: ["conversation.read"] });
    const more = await change(clerk, own, { name: "Helpers", permissions: ["key.manage"] });
    expect([more.status, await refusal(more)]).toEqual([403, "grants_exceeded"]);
    // A role that is based on admin is what it ticks, and no more.
    const helper = await join(clerk, { roleId: own });
    expect((await me(helper.cookie)).permissions).toEqual(["account.own", "conversation.read"]);
  });

  it("is refused by giving a role to somebody else, or to oneself", async () => {
    const person = await join(clerk, {
      roleId: await makeRole(clerk, { name: "Below", permissions: ["conversation.read"] }),
    });
    for (const id of [person.id, clerk.id]) {
      for (const access of [{ role: "admin" }, { role: "agent" }, { roleId: powerful }]) {
        const answer = await changeAccess(clerk, id, access);
        expect([access, answer.status, await refusal(answer)]).toEqual([access, 403, "grants_exceeded"]);
      }
    }
  });

  it("is refused by touching somebody who holds more", async () => {
    const roleId = await makeRole(clerk, { name: "Smaller", permissions: ["conversation.read"] });
    const agent = await join(admin, { role: "agent" });
    for (const id of [admin.id, agent.id]) {
      expect((await accountOf(clerk, id)).mayChange).toBe(false);
      for (const answer of [await changeAccess(clerk, id, { roleId }), await settle(clerk, id, "suspend")])
        expect([answer.status, await refusal(answer)]).toEqual([403, "grants_exceeded"]);
    }
  });

  it("is refused to whoever lost the permission while their request was on its way", async () => {
    const former = await join(admin, { role: "admin" });
    const [, made] = await Promise.all([
      changeAccess(admin, former.id, { role: "agent" }),
      send("POST", "/api/v1/roles", former, { name: "Parting gift", role: "admin", permissions: ["audit.read"] }),
    ]);
    expect([201, 403, 409]).toContain(made.status);
    const late = await send("POST", "/api/v1/roles", former, { name: "Too late", role: "agent", permissions: READS });
    expect(late.status).toBe(403);
  });
});
