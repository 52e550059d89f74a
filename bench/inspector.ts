/** Finds the V8 inspector of a running worker and speaks the Chrome DevTools Protocol to it. Linux: it reads /proc. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { WebSocket } from "ws";
import { z } from "zod";

const TCP_LISTEN = "0A";

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
      return inode === undefined ? [] : [inode];
    });
  } catch {
    return []; // it ended meanwhile
  }
}

/** Ports that a process listens on: proc(5), /proc/net/tcp, the local address and the inode. */
function portsOf(pid: number): number[] {
  const sockets = new Set(socketsOf(pid));
  return ["tcp", "tcp6"].flatMap((table) => {
    const rows = readFileSync(`/proc/net/${table}`, "utf8").trim().split("\n").slice(1);
    return rows.flatMap((row) => {
      const [, local = "", , state, , , , , , inode = ""] = row.trim().split(/\s+/);
      return state === TCP_LISTEN && sockets.has(inode) ? [Number.parseInt(local.split(":")[1] ?? "", 16)] : [];
    });
  });
}

const targets = z.array(z.object({ id: z.string(), webSocketDebuggerUrl: z.string() }));

/**
 * Finds the process that runs the worker, which says so on its own inspector's port, and the address to connect to: that of
 * wrangler's inspector proxy, since wrangler itself holds the one session that workerd allows.
 */
export async function findInspector(pids: readonly number[]): Promise<{ workerPid: number; url: string }> {
  let [workerPid, url] = [0, ""];
  for (const pid of pids) {
    for (const port of portsOf(pid)) {
      const answer = await fetch(`http://127.0.0.1:${port}/json`, { signal: AbortSignal.timeout(1_000) }).catch(
        () => undefined,
      );
      const list = targets.safeParse(await answer?.json().catch(() => undefined));
      for (const { id, webSocketDebuggerUrl } of list.data ?? []) {
        if (id.startsWith("core:user:")) workerPid = pid;
        else if (webSocketDebuggerUrl.endsWith("/ws")) url = webSocketDebuggerUrl;
      }
    }
  }
  if (workerPid === 0 || url === "") throw new Error("no inspector of a worker found");
  return { workerPid, url };
}

const answer = z.object({
  id: z.int(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** A connection to an inspector: one method call at a time is plenty here. */
export class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("close", () => {
      for (const call of this.#waiting.values()) call.reject(new Error("the inspector is gone"));
    });
    socket.on("message", (data) => {
      const message = answer.safeParse(JSON.parse(String(data)));
      if (!message.success) return; // an event
      const call = this.#waiting.get(message.data.id);
      this.#waiting.delete(message.data.id);
      if (message.data.error) call?.reject(new Error(message.data.error.message));
      else call?.resolve(message.data.result);
    });
  }

  static open(url: string): Promise<Inspector> {
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 0 });
    return new Promise((resolve, reject) => {
      socket.once("open", () => resolve(new Inspector(socket)));
      socket.once("error", reject);
    });
  }

  call(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const id = ++this.#lastId;
    const result = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#socket.send(JSON.stringify({ id, method, params }));
    return result;
  }

  close(): void {
    this.#socket.close();
  }
}
