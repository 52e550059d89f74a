/** The HTTP half of a customer's server in memory: tokens, conversations by client id, and what goes wrong on request. */
import { CONVERSATION_ID, messageOf } from "#client/lib/testing/messages.ts";
import type { ErrorCode } from "#protocol/constants";
import { HTTP_STATUS_OF_CODE } from "#protocol/constants";
import type { ConversationRow, Message } from "#protocol/vocabulary";

export interface Seen {
  readonly path: string;
  readonly token: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

const CONTACTS = ["01990000-0000-7000-8000-0000000000aa", "01990000-0000-7000-8000-0000000000bb"] as const;

export class FakeServer {
  readonly seen: Seen[] = [];
  readonly firstMessages = new Map<string, Message>();
  rows: ConversationRow[] = [];
  /** The next answers instead of the right ones: a refusal, or no answer at all. */
  readonly trouble: (ErrorCode | "network")[] = [];
  lifetimeMs = 3_600_000;
  /** Lists of conversations are answered as they were asked for, but not before this. */
  held: Promise<void> | undefined;
  /** Whether old tokens can still be renewed. */
  renewable = true;
  readonly #nowMs: () => number;
  #issued = 0;
  #contact = -1;
  #valid: string | undefined;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** As if the secret had changed or the session had been blocked. */
  revoke(): void {
    this.#valid = undefined;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const path = new URL(String(input)).pathname;
    const token = new Headers(init?.headers).get("authorization")?.replace("Bearer ", "");
    this.seen.push({ path, token, body: JSON.parse(String(init?.body ?? "{}")) });
    const trouble = this.trouble.shift();
    if (trouble === "network") throw new TypeError("Failed to fetch");
    if (trouble) return refusal(trouble);
    if (path === "/api/v1/widget/sessions") return this.#session(token);
    if (token === undefined || token !== this.#valid) return refusal("unauthenticated");
    if (init?.method === "POST") return this.#begin();
    const items = this.rows;
    await this.held;
    return Response.json({ items });
  };

  #session(token: string | undefined): Response {
    if (token && !this.renewable) return refusal("unauthenticated");
    if (!token) this.#contact += 1;
    this.#issued += 1;
    this.#valid = `token-${this.#issued}`;
    const contactId = CONTACTS[this.#contact] ?? CONTACTS[0];
    return Response.json(
      { token: this.#valid, contactId, expiresAtMs: this.#nowMs() + this.lifetimeMs },
      { status: 201 },
    );
  }

  #begin(): Response {
    const { clientId, content } = this.seen.at(-1)?.body ?? {};
    const sender = { type: "contact", id: CONTACTS[0], name: "" } as const;
    const made = messageOf(1, { sender, clientId: String(clientId), content: String(content) });
    const message = this.firstMessages.get(String(clientId)) ?? made;
    this.firstMessages.set(String(clientId), message);
    return Response.json({ conversationId: CONVERSATION_ID, message }, { status: 201 });
  }
}

function refusal(code: ErrorCode): Response {
  const status = HTTP_STATUS_OF_CODE[code];
  return Response.json({ type: "about:blank", title: code, status, code }, { status });
}
