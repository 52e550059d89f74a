/** Somebody of a test's own on the staff, whose password, second factor and role it may change. */
import { randomUUID } from "node:crypto";
import { invitationMade } from "#protocol/http-accounts";
import type { Demo } from "#scripts/local/demo";
import { type Site, signIn } from "#test/harness/people";

/** Invites them as the demo's administrator does, and joins as they would. */
export async function newLogin(
  site: Site,
  role: string,
  name = `${role} ${randomUUID().slice(0, 8)}`,
  teamIds: readonly string[] = role === "agent" || role === "supervisor" ? ["support"] : [],
): Promise<Demo["logins"][number]> {
  const { cookie } = await signIn(site, "admin");
  const headers = {
    cookie,
    origin: site.url,
    "content-type": "application/json",
  };
  const post = async (path: string, body: object, cookie = headers.cookie) => {
    const sent = { method: "POST", headers: { ...headers, cookie }, body: JSON.stringify(body) };
    const answer = await fetch(site.url + path, sent);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const email = `${role}.${randomUUID()}@edgedesk.example`;
  const { link } = invitationMade.parse(
    await (await post("/api/v1/invitations", { email, locale: "en", role, teamIds })).json(),
  );
  const password = randomUUID();
  const token = new URL(link).hash.replace("#token=", "");
  const joined = await post("/api/v1/invitations/accept", { token, name, password });
  // Whoever joins is signed in at once; this person comes later.
  const session = joined.headers.getSetCookie().map((each) => each.split(";")[0]);
  await post("/api/auth/sign-out", {}, session.join("; "));
  return { role, email, password };
}
