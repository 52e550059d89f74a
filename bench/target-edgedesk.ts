/**
 * Edgedesk, as the generator speaks to it: only the public protocol, with everything on. The demo's agents sign in, keep their
 * feeds open and go online; each conversation is begun over HTTP and assigned by the product itself; consoles confirm
 * deliveries as the real one does, at most once an interval.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { BEARER_SUBPROTOCOL_PREFIX, MAX_PAGE_LIMIT, PROTOCOL_VERSION, RECEIPT_INTERVAL_MS } from "#protocol/constants";
import {
  type conversationClientFrame,
  errorFrame,
  type feedClientFrame,
  feedServerFrame,
  syncDone,
} from "#protocol/frames";
import { conversationPage, createdConversation, me, messagePage, widgetSession } from "#protocol/http";
import { type Line, openLine } from "./line.ts";
import { inParallel, type OpenTarget, type TargetContext } from "./target.ts";

const AT_ONCE = 8;
/** How long automatic assignment may take before an agent picks the conversation by hand, and how long that may take. */
const ASSIGNMENT_MS = 5_000;
const READY_TIMEOUT_MS = 60_000;
const DRAIN_TIMEOUT_MS = 120_000;
const POLL_MS = 20;

const demo = z.object({
  inboxId: z.string(),
  logins: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })),
});

/** What the loop reads of a frame: the whole schema would cost the generator more than the frame itself. */
const serverFrame = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("message.created"),
    seq: z.int(),
    message: z.object({ sender: z.object({ type: z.string() }), content: z.string() }),
  }),
  syncDone,
  errorFrame,
  z.object({
    type: z.enum([
      "message.updated",
      "delivered",
      "read",
      "typing",
      "conversation.updated",
      "presence",
      "queue.position",
    ]),
  }),
]);

interface Agent {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly feed: Line;
}

interface Conversation {
  readonly id: string;
  readonly customer: Line;
  readonly agent: Line;
  readonly agentHeaders: Readonly<Record<string, string>>;
  /** Asks the actor for its last seq. */
  lastSeq(): Promise<number>;
}

const frameOf = (frame: z.input<typeof conversationClientFrame>) => JSON.stringify(frame);
const feedFrameOf = (frame: z.input<typeof feedClientFrame>) => JSON.stringify(frame);

/** Waits for something that a counterpart does on its own time; fails with `what` after `timeoutMs`. */
async function until(what: string, timeoutMs: number, done: () => boolean | Promise<boolean>): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!(await done())) {
    if (performance.now() > deadlineMs) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

class Session {
  readonly frames = { "feed frames received": 0, "delivered sent": 0, "delivered received": 0 };
  readonly #context: TargetContext;
  readonly #assigneeOf = new Map<string, Agent>();

  constructor(context: TargetContext) {
    this.#context = context;
  }

  async call<Answer>(
    method: "GET" | "POST",
    path: string,
    headers: Readonly<Record<string, string>>,
    answer: z.ZodType<Answer>,
    body?: unknown,
  ): Promise<Answer> {
    const response = await fetch(this.#context.baseUrl + path, {
      method,
      headers: { ...headers, origin: this.#context.baseUrl, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return answer.parse(await response.json());
  }

  async signIn(login: { email: string; password: string }): Promise<Agent> {
    const { baseUrl } = this.#context;
    const response = await fetch(`${baseUrl}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { origin: baseUrl, "content-type": "application/json" },
      body: JSON.stringify({ email: login.email, password: login.password }),
    });
    if (!response.ok) throw new Error(`sign-in answered ${response.status}`);
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(";", 1)[0])
      .join("; ");
    const headers = { cookie, origin: baseUrl };
    const { id } = await this.call("GET", "/api/v1/me", headers, me);
    let online = false;
    const feed = await openLine({
      url: `${baseUrl.replace("http", "ws")}/api/v1/agent/socket`,
      protocols: [PROTOCOL_VERSION],
      headers,
      onLost: (reason) => this.#context.arrivals.fail(`feed: ${reason}`),
      onText: (text) => {
        this.frames["feed frames received"]++;
        const frame = feedServerFrame.parse(JSON.parse(text));
        if (frame.type === "presence") online = frame.status === "online";
        if (frame.type === "conversation.updated" && frame.conversation.assigneeId === id) {
          this.#assigneeOf.set(frame.conversationId, agent);
        }
      },
    });
    const agent: Agent = { id, headers, feed };
    feed.send(feedFrameOf({ type: "subscribe", views: ["unassigned", "all"] }));
    feed.send(feedFrameOf({ type: "presence.set", status: "online" }));
    await until("an agent is online", READY_TIMEOUT_MS, () => online);
    return agent;
  }

  /** A new customer begins the lane's conversation with its first text. */
  async begin(lane: number, inboxId: string): Promise<{ conversationId: string; token: string }> {
    const { personalText, bodyOf } = this.#context;
    const { token } = await this.call("POST", "/api/v1/widget/sessions", {}, widgetSession, {
      inboxId,
      locale: "zh-CN",
      name: personalText,
    });
    const { conversationId } = await this.call(
      "POST",
      "/api/v1/widget/conversations",
      { authorization: `Bearer ${token}` },
      createdConversation,
      { clientId: `begin-${lane}`, contentType: "text", content: bodyOf(lane, 0) },
    );
    return { conversationId, token };
  }

  /** Waits until the product has given every conversation to an agent; what is left over, agents accept by hand. */
  async assign(conversationIds: readonly string[], agents: readonly Agent[]): Promise<void> {
    const waiting = () => conversationIds.filter((id) => !this.#assigneeOf.has(id));
    await until("assignment", ASSIGNMENT_MS, () => waiting().length === 0).catch(() => undefined);
    const left = waiting();
    await inParallel(left.length, AT_ONCE, async (index) => {
      const agent = agents[index % agents.length];
      if (agent === undefined) throw new Error("the demo has no agent");
      await this.call("POST", `/api/v1/conversations/${left[index]}/accept`, agent.headers, z.unknown(), {});
    });
    await until("every conversation has its agent", READY_TIMEOUT_MS, () => waiting().length === 0);
  }

  /** Opens the lane's two sockets, both synced, so that only live events follow. */
  async connect(lane: number, conversationId: string, token: string): Promise<Conversation> {
    const { baseUrl, arrivals } = this.#context;
    const agent = this.#assigneeOf.get(conversationId);
    if (agent === undefined) throw new Error(`lane ${lane} has no agent`);
    const url = `${baseUrl.replace("http", "ws")}/api/v1/conversations/${conversationId}/socket`;
    const open = async (
      credentials: { protocols: readonly string[]; headers?: Readonly<Record<string, string>> },
      onMessage: (content: string, seq: number) => void,
    ) => {
      let synced = Promise.withResolvers<number>();
      let live = false;
      const line = await openLine({
        url,
        ...credentials,
        onLost: (reason) => arrivals.fail(`lane ${lane}: ${reason}`),
        onText: (text) => {
          const frame = serverFrame.parse(JSON.parse(text));
          if (frame.type === "error") arrivals.fail(`lane ${lane}: ${frame.code} ${frame.message}`);
          else if (frame.type === "sync.done") synced.resolve(frame.seq);
          else if (frame.type === "delivered") this.frames["delivered received"]++;
          else if (frame.type === "message.created" && live && frame.message.sender.type === "contact") {
            onMessage(frame.message.content, frame.seq);
          }
        },
      });
      const sync = (afterSeq?: number) => {
        synced = Promise.withResolvers<number>();
        line.send(frameOf({ type: "sync", ...(afterSeq !== undefined && { afterSeq }) }));
        return synced.promise;
      };
      const seq = await sync();
      live = true;
      return { line, sync, seq };
    };

    const customer = await open({ protocols: [PROTOCOL_VERSION, `${BEARER_SUBPROTOCOL_PREFIX}${token}`] }, (content) =>
      arrivals.customerGot(lane, content),
    );
    // At once, then once an interval for as long as there is more to confirm: as the client's `Receipt` does.
    let [seenSeq, confirmedSeq, waits] = [0, 0, false];
    const confirm = () => {
      waits = seenSeq > confirmedSeq;
      if (!waits) return;
      confirmedSeq = seenSeq;
      this.frames["delivered sent"]++;
      console.line.send(frameOf({ type: "delivered", seq: seenSeq }));
      setTimeout(confirm, RECEIPT_INTERVAL_MS);
    };
    const console = await open({ protocols: [PROTOCOL_VERSION], headers: agent.headers }, (content, seq) => {
      seenSeq = seq;
      arrivals.agentGot(lane, content);
      if (!waits) confirm();
    });
    return {
      id: conversationId,
      customer: customer.line,
      agent: console.line,
      agentHeaders: agent.headers,
      lastSeq: () => console.sync(seenSeq),
    };
  }

  async history(conversation: Conversation): Promise<string[]> {
    const contents: string[] = [];
    for (let before = ""; ; ) {
      const path = `/api/v1/conversations/${conversation.id}/messages?limit=${MAX_PAGE_LIMIT}${before}`;
      const { items, hasMore } = await this.call("GET", path, conversation.agentHeaders, messagePage);
      const texts = items.filter((message) => message.sender.type === "contact").map((message) => message.content);
      contents.unshift(...texts);
      const first = items[0];
      if (!hasMore || first === undefined) return contents;
      before = `&beforeSeq=${first.seq}`;
    }
  }

  /** Pages through the index in D1 and says whether each conversation has reached its seq there. */
  async indexReached(lastSeqs: Readonly<Record<string, number>>, headers: Readonly<Record<string, string>>) {
    const behind = new Set(Object.keys(lastSeqs));
    for (let cursor = ""; ; ) {
      const path = `/api/v1/conversations?view=all&limit=${MAX_PAGE_LIMIT}${cursor}`;
      const { items, nextCursor } = await this.call("GET", path, headers, conversationPage);
      for (const { conversation } of items) {
        if (conversation.lastSeq >= (lastSeqs[conversation.id] ?? 0)) behind.delete(conversation.id);
      }
      if (nextCursor === undefined) return behind.size === 0;
      cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
    }
  }
}

export const openEdgedesk: OpenTarget = async (context) => {
  const { inboxId, logins } = demo.parse(JSON.parse(readFileSync(join(context.stateDir, "demo.json"), "utf8")));
  const session = new Session(context);
  const agents: Agent[] = [];
  for (const login of logins.filter(({ role }) => role === "agent")) agents.push(await session.signIn(login));
  const begun = await inParallel(context.lanes, AT_ONCE, (lane) => session.begin(lane, inboxId));
  await session.assign(
    begun.map(({ conversationId }) => conversationId),
    agents,
  );
  const lanes = await inParallel(context.lanes, AT_ONCE, async (lane) => {
    const { conversationId, token } = begun[lane] ?? { conversationId: "", token: "" };
    return session.connect(lane, conversationId, token);
  });

  let sent = 0;
  return {
    alreadySent: 1,
    frames: session.frames,
    send: (lane, content) =>
      lanes[lane]?.customer.send(
        frameOf({ type: "message.send", clientId: `${lane}-${++sent}`, contentType: "text", content }),
      ),
    history: async (lane) => {
      const conversation = lanes[lane];
      return conversation === undefined ? [] : session.history(conversation);
    },
    settle: async (sinceMs) => {
      const entries = await Promise.all(lanes.map(async (lane) => [lane.id, await lane.lastSeq()] as const));
      const lastSeqs = Object.fromEntries(entries);
      const headers = agents[0]?.headers ?? {};
      await until("projectedSeq reaches the last seq", DRAIN_TIMEOUT_MS, () => session.indexReached(lastSeqs, headers));
      return { drainMs: performance.now() - sinceMs, lastSeqs };
    },
    close: () => {
      for (const { customer, agent } of lanes) {
        customer.close();
        agent.close();
      }
      for (const agent of agents) agent.feed.close();
    },
  };
};
