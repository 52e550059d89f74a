/** Agents who make tickets: one account may write only so often (`WRITE_LIMIT`), so a hundred tickets a second take several. */
import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { invitationMade } from "#protocol/http-accounts";
import { type Demo, demoFile } from "#scripts/local/demo";
import type { Instance } from "#scripts/local/instance";
import { readJsonFile } from "#scripts/local/json-file";

/** An account's requests that write are limited to a hundred in ten seconds; two below that leave room for a burst. */
const WRITES_PER_SECOND = 8;

/** What a request of one of them carries. */
export type Desk = Readonly<Record<string, string>>;

const failure = z.object({ title: z.string() });

/** @returns as many signed-in agents as the rate takes, new to the shop; throws where there is no demo that runs */
export async function openDesks(instance: Instance, ratePerSecond: number): Promise<readonly Desk[]> {
  const demo = readJsonFile(instance.demoFile, demoFile);
  if (demo === undefined)
    throw new Error(`no demo in ${instance.demoFile}: run npm start with the same STATE_DIR and PORT`);
  const plain = { "content-type": "application/json", origin: instance.url };
  const admin = await signedIn(instance, plain, loginOf(demo, "admin"));
  const desks: Desk[] = [];
  const count = Math.ceil(ratePerSecond / WRITES_PER_SECOND);
  for (let nth = 1; nth <= count; nth += 1) {
    const email = `desk-${randomUUID()}@edgedesk.example`;
    const access = { role: "agent", teamIds: [], inboxIds: [demo.inboxId] };
    const made = await sent(`${instance.url}/api/v1/invitations`, admin, { email, locale: "en", ...access });
    const { link } = invitationMade.parse(await made.json());
    const token = new URLSearchParams(new URL(link).hash.slice(1)).get("token") ?? "";
    const password = randomBytes(18).toString("base64url");
    await sent(`${instance.url}/api/v1/invitations/accept`, plain, { token, name: `Desk ${nth}`, password });
    desks.push(await signedIn(instance, plain, { email, password }));
  }
  return desks;
}

function loginOf(demo: Demo, role: string) {
  const login = demo.logins.find((each) => each.role === role);
  if (login === undefined) throw new Error(`the demo has no ${role}`);
  return login;
}

async function signedIn({ url }: Instance, plain: Desk, { email, password }: { email: string; password: string }) {
  const answered = await sent(`${url}/api/auth/sign-in/email`, plain, { email, password });
  const cookie = answered.headers.getSetCookie().map((each) => each.split(";")[0]);
  return { ...plain, cookie: cookie.join("; ") };
}

async function sent(url: string, headers: Desk, body: object): Promise<Response> {
  const answered = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (answered.ok) return answered;
  const why = failure.safeParse(await answered.json().catch(() => undefined)).data?.title ?? "";
  throw new Error(`${new URL(url).pathname} answered ${answered.status} ${why}`);
}
