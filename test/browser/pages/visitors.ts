/** Customers of whom a test needs no more than what they said. */
import type { Site } from "#test/harness/people";

let visitors = 0;

/** Somebody of this name begins a conversation with these words. @returns its id */
export async function ask({ url, demo }: Site, name: string, content: string): Promise<string> {
  const session = await send(`${url}/api/v1/widget/sessions`, { inboxId: demo.inboxId, name });
  visitors += 1;
  const begun = { clientId: `visitor-${visitors}`, contentType: "text", content };
  const made = await send(`${url}/api/v1/widget/conversations`, begun, String(session.token));
  return String(made.conversationId);
}

async function send(address: string, body: object, token?: string): Promise<Record<string, unknown>> {
  const headers = {
    "content-type": "application/json",
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return Object(await answer.json());
}
