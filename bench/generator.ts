/** The load, in a process of its own: `node bench/generator.ts '<task>'`, started by the runner with an IPC channel. */
import { bodyOf, markersOf } from "./bodies.ts";
import { type GeneratorEvent, type Report, type TargetName, type Task, task } from "./contract.ts";
import { ClosedLoop } from "./loop.ts";
import { summariseLatencies } from "./statistics.ts";
import { inParallel, type OpenTarget, type Target } from "./target.ts";
import { openEdgedesk } from "./target-edgedesk.ts";
import { openRelay } from "./target-relay.ts";
import { openSocketIo } from "./target-socket-io.ts";

const OPEN: Readonly<Record<TargetName, OpenTarget>> = {
  edgedesk: openEdgedesk,
  before: openEdgedesk,
  relay: openRelay,
  "socket.io": openSocketIo,
};
const STOP_TIMEOUT_MS = 60_000;
const READING_AT_ONCE = 4;

const tell = (event: GeneratorEvent) => process.send?.(event);
const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

/** Reads every conversation back: each text that was acknowledged is there once, in the order it was sent, and nothing else. */
async function proveHistory(
  target: Target,
  sentByLane: readonly number[],
  body: (lane: number, index: number) => string,
): Promise<number> {
  await inParallel(sentByLane.length, READING_AT_ONCE, async (lane) => {
    const kept = await target.history(lane);
    const sent = sentByLane[lane];
    if (kept.length !== sent) throw new Error(`lane ${lane}: ${sent} messages were sent, ${kept.length} are kept`);
    const wrong = kept.findIndex((content, index) => content !== body(lane, index));
    if (wrong !== -1) throw new Error(`lane ${lane}: message ${wrong} is not what was sent`);
  });
  return sentByLane.reduce((sum, sent) => sum + sent, 0);
}

async function run({ target: name, baseUrl, stateDir, lanes, warmUpSeconds, seconds, token }: Task): Promise<Report> {
  const markers = markersOf(token);
  const body = (lane: number, index: number) => bodyOf(markers, lane, index);
  const loop = new ClosedLoop(() => performance.now(), body);
  const target = await OPEN[name]({
    baseUrl,
    stateDir,
    lanes,
    bodyOf: body,
    personalText: markers.join(" "),
    arrivals: {
      customerGot: (lane, content) => loop.customerGot(lane, content),
      agentGot: (lane, content) => loop.agentGot(lane, content),
      fail: (reason) => loop.fail(reason),
    },
  });
  for (let lane = 0; lane < lanes; lane++) loop.add((content) => target.send(lane, content), target.alreadySent);

  tell({ kind: "load.started" });
  loop.start();
  await sleep(warmUpSeconds);
  tell({ kind: "window.opened" });
  const cpuBefore = process.cpuUsage();
  loop.openWindow();
  const fromMs = performance.now();
  await sleep(seconds);
  loop.closeWindow();
  const cpu = process.cpuUsage(cpuBefore);
  const windowMs = performance.now() - fromMs;
  tell({ kind: "window.closed" });

  const late = setTimeout(() => loop.fail("messages under way did not arrive in time"), STOP_TIMEOUT_MS);
  const { ratePerSecond, latenciesMs, sentByLane } = await loop.stop();
  clearTimeout(late);
  const settlement = await target.settle?.(performance.now());
  const messages = await proveHistory(target, sentByLane, body);
  target.close();
  return {
    ratePerSecond,
    latencies: summariseLatencies(latenciesMs),
    messages,
    generatorCpu: (cpu.user + cpu.system) / 1_000 / windowMs,
    frames: target.frames,
    ...(settlement && { settlement }),
  };
}

const given = task.parse(JSON.parse(process.argv[2] ?? "null"));
tell({ kind: "report", report: await run(given) });
process.disconnect();
