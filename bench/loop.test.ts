import { expect, test } from "vitest";
import { ClosedLoop } from "./loop.ts";

function loopOf(lanes: number) {
  let nowMs = 0;
  const sent: string[][] = [];
  const loop = new ClosedLoop(
    () => nowMs,
    (lane, index) => `${lane}/${index}`,
  );
  for (let lane = 0; lane < lanes; lane++) {
    const texts: string[] = [];
    sent.push(texts);
    loop.add((content) => texts.push(content));
  }
  return { loop, sent, at: (ms: number) => (nowMs = ms) };
}

test("the next message leaves only when both sides have the last one, in either order", () => {
  const { loop, sent } = loopOf(1);
  loop.start();
  loop.agentGot(0, "0/0");
  expect(sent).toEqual([["0/0"]]);
  loop.customerGot(0, "0/0");
  expect(sent).toEqual([["0/0", "0/1"]]);
  loop.customerGot(0, "0/1");
  loop.agentGot(0, "0/1");
  expect(sent).toEqual([["0/0", "0/1", "0/2"]]);
});

test("latency runs from the send to the agent's receipt, and only receipts within the window count", async () => {
  const { loop, at } = loopOf(1);
  const round = (index: number, agentAtMs: number, customerAtMs: number) => {
    at(agentAtMs);
    loop.agentGot(0, `0/${index}`);
    at(customerAtMs);
    loop.customerGot(0, `0/${index}`);
  };
  loop.start();
  round(0, 90, 100); // warm-up
  loop.openWindow(); // at 100
  round(1, 105, 108);
  round(2, 115, 120);
  at(2_100);
  loop.closeWindow();
  const stopped = loop.stop();
  round(3, 2_200, 2_200);
  await expect(stopped).resolves.toEqual({ ratePerSecond: 1, latenciesMs: [5, 7], sentByLane: [4] });
});

test("stopping waits for the message under way in every lane", async () => {
  const { loop } = loopOf(2);
  loop.start();
  loop.openWindow();
  loop.closeWindow();
  let done = false;
  const stopped = loop.stop().then(() => (done = true));
  loop.agentGot(0, "0/0");
  loop.customerGot(0, "0/0");
  loop.agentGot(1, "1/0");
  await Promise.resolve();
  expect(done).toBe(false);
  loop.customerGot(1, "1/0");
  await stopped;
});

test.each([
  ["a message twice", (loop: ClosedLoop) => [loop.agentGot(0, "0/0"), loop.agentGot(0, "0/0")]],
  ["another lane's message", (loop: ClosedLoop) => [loop.agentGot(0, "1/0")]],
  ["a message that was never sent", (loop: ClosedLoop) => [loop.customerGot(0, "0/9")]],
  ["a lost connection", (loop: ClosedLoop) => [loop.fail("socket closed")]],
])("%s fails the run", async (_name, act) => {
  const { loop } = loopOf(2);
  loop.start();
  act(loop);
  await expect(loop.stop()).rejects.toThrow();
});
