/**
 * The bare durable relay: one Durable Object a conversation inserts each message into its SQLite and broadcasts it, nothing else.
 * No accounts, no checks, no encryption, no idempotency. It stands behind Edgedesk's own worker, in the same isolate and with
 * the same bindings, so that what is left is the price of the platform itself.
 */
import { DurableObject } from "cloudflare:workers";
import edgedesk from "#worker/index";

export * from "#worker/index";

interface RelayEnv extends Cloudflare.Env {
  readonly RELAY: DurableObjectNamespace<Relay>;
}

const PAGE = 1_000;

export class Relay extends DurableObject<RelayEnv> {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: RelayEnv) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#sql.exec("CREATE TABLE IF NOT EXISTS messages (seq INTEGER PRIMARY KEY, frame TEXT NOT NULL) STRICT");
  }

  override fetch(request: Request): Response {
    if (request.headers.get("Upgrade") !== "websocket") {
      const after = Number(new URL(request.url).searchParams.get("after") ?? "0");
      return Response.json(
        this.#sql.exec("SELECT seq, frame FROM messages WHERE seq > ? ORDER BY seq LIMIT ?", after, PAGE).toArray(),
      );
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(_sender: WebSocket, frame: string): void {
    this.#sql.exec("INSERT INTO messages (frame) VALUES (?)", frame);
    for (const socket of this.ctx.getWebSockets()) socket.send(frame);
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    socket.close(code === 1005 ? 1000 : code);
  }
}

export default {
  ...edgedesk,
  async fetch(request, env, ctx): Promise<Response> {
    const { pathname } = new URL(request.url);
    // Edgedesk's own answer waits for a seeded database, which a relay has none of.
    if (pathname === "/healthz") return new Response("ok");
    const name = /^\/relay\/([\w-]+)$/.exec(pathname)?.[1];
    return name === undefined ? edgedesk.fetch(request, env, ctx) : env.RELAY.getByName(name).fetch(request);
  },
} satisfies ExportedHandler<RelayEnv>;
