/** The worker with a letter box of its own: what it would send by mail is kept. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { ORIGIN } from "#test/workers/shop";
import { createApp } from "#worker/app";
import { routes } from "#worker/routes/index";

export interface SentMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export function appWithMail() {
  const app = createApp(routes);
  const sent: SentMail[] = [];
  const EMAIL = {
    send: async (mail: SentMail) => {
      sent.push(mail);
      return { messageId: "1" };
    },
  };
  const ofApp = { ...env, EMAIL };

  /** @returns the answer, and how long it took before whatever is done after it */
  async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const context = createExecutionContext();
    const request = new Request(new URL(path, ORIGIN), {
      method: "POST",
      headers: { "content-type": "application/json", origin: ORIGIN, ...headers },
      body: JSON.stringify(body),
    });
    const answer = await app.fetch(request, ofApp, context);
    await waitOnExecutionContext(context);
    return answer;
  }
  return { post, sent };
}
