/** Somebody of a test's own on the staff, whose password, second factor and role it may change. */
import { randomUUID } from "node:crypto";
import { invitationMade } from "#protocol/http-accounts";
import type { Demo } from "#scripts/local/demo";
import { credentialHeaders, type Site, signIn } from "#test/harness/people";

const STATUS_CREATED = 201;

/** Invites them as the demo's administrator does, and joins as they would. */
export async function newLogin(site: Site, role: string): Promise<Demo["logins"][number]> {
  const headers = {
    ...credentialHeaders(await signIn(site, "admin")),
    origin: site.url,
    "content-type": "application/json",
  };
  const post = async (path: string, body: object) => {
    const answer = await fetch(site.url + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (answer.status !== STATUS_CREATED) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const name = `${role} ${randomUUID().slice(0, 8)}`;
  const email = `${name.replace(" ", ".")}@edgedesk.example`;
  const teamIds = role === "agent" || role === "supervisor" ? ["support"] : [];
  const { link } = invitationMade.parse(await post("/api/v1/invitations", { email, locale: "en", role, teamIds }));
  const password = randomUUID();
  await post("/api/v1/invitations/accept", { token: new URL(link).hash.replace("#token=", ""), name, password });
  return { role, email, password };
}
