/**
 * socket.io 4, as the generator speaks to it: the Engine.IO 4 and Socket.IO 5 framing over one WebSocket, by hand, so that the
 * client is the same for all three. Packets: `0{…}` open, `2`/`3` ping and pong, `40` connect, `42[event, data]` event.
 */
import { z } from "zod";
import { type Line, openLine } from "./line.ts";
import { inParallel, type OpenTarget } from "./target.ts";

const event = z.tuple([z.literal("message"), z.object({ content: z.string() })]);
const page = z.array(z.object({ seq: z.int(), content: z.string() }));
const CONNECTING_AT_ONCE = 16;

interface ClientOptions {
  readonly url: string;
  onContent(content: string): void;
  onLost(reason: string): void;
}

async function openClient({ url, onContent, onLost }: ClientOptions): Promise<Line> {
  const connected = Promise.withResolvers<void>();
  const line = await openLine({
    url,
    onLost: (reason) => {
      connected.reject(new Error(reason));
      onLost(reason);
    },
    onText: (packet) => {
      if (packet.startsWith("42")) onContent(event.parse(JSON.parse(packet.slice(2)))[1].content);
      else if (packet.startsWith("40")) connected.resolve();
      else if (packet === "2") line.send("3");
    },
  });
  line.send("40");
  await connected.promise;
  return line;
}

export const openSocketIo: OpenTarget = async ({ baseUrl, lanes, arrivals }) => {
  const connect = (lane: number, onContent: (lane: number, content: string) => void) =>
    openClient({
      url: `${baseUrl.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket&conversation=lane-${lane}`,
      onContent: (content) => onContent(lane, content),
      onLost: (reason) => arrivals.fail(`lane ${lane}: ${reason}`),
    });
  const lines = await inParallel(lanes, CONNECTING_AT_ONCE, async (lane) => ({
    agent: await connect(lane, arrivals.agentGot),
    customer: await connect(lane, arrivals.customerGot),
  }));
  return {
    alreadySent: 0,
    frames: {},
    send: (lane, content) => lines[lane]?.customer.send(`42${JSON.stringify(["message", { content }])}`),
    history: async (lane) => {
      const contents: string[] = [];
      for (let after = 0; ; ) {
        const answer = await fetch(`${baseUrl}/conversations/lane-${lane}?after=${after}`);
        const rows = page.parse(await answer.json());
        contents.push(...rows.map((row) => row.content));
        const last = rows.at(-1);
        if (last === undefined) return contents;
        after = last.seq;
      }
    },
    close: () => {
      for (const { agent, customer } of lines) {
        agent.close();
        customer.close();
      }
    },
  };
};
