/** The bare durable relay, as the generator speaks to it. */
import { z } from "zod";
import { openLine } from "./line.ts";
import { inParallel, type OpenTarget } from "./target.ts";

const frame = z.object({ content: z.string() });
const page = z.array(z.object({ seq: z.int(), frame: z.string() }));
const CONNECTING_AT_ONCE = 16;

export const openRelay: OpenTarget = async ({ baseUrl, lanes, arrivals }) => {
  const path = (lane: number) => `/relay/lane-${lane}`;
  const connect = (lane: number, onContent: (lane: number, content: string) => void) =>
    openLine({
      url: baseUrl.replace("http", "ws") + path(lane),
      onText: (text) => onContent(lane, frame.parse(JSON.parse(text)).content),
      onLost: (reason) => arrivals.fail(`lane ${lane}: ${reason}`),
    });
  const lines = await inParallel(lanes, CONNECTING_AT_ONCE, async (lane) => ({
    agent: await connect(lane, arrivals.agentGot),
    customer: await connect(lane, arrivals.customerGot),
  }));
  return {
    alreadySent: 0,
    frames: {},
    send: (lane, content) => lines[lane]?.customer.send(JSON.stringify({ type: "message.send", content })),
    history: async (lane) => {
      const contents: string[] = [];
      for (let after = 0; ; ) {
        const rows = page.parse(await (await fetch(`${baseUrl}${path(lane)}?after=${after}`)).json());
        contents.push(...rows.map((row) => frame.parse(JSON.parse(row.frame)).content));
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
