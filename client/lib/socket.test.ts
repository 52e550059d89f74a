import { beforeEach, describe, expect, it, vi } from "vitest";
import { CLOSE_CODES, HEARTBEAT_MS } from "#protocol/constants";
import { type Link, ReconnectingSocket, type SocketOptions } from "./socket.ts";
import { FakePlatform, settle } from "./testing/fake-platform.ts";

let platform: FakePlatform;
let links: Link[];
let heard: string[];
let broken: number;

function open(options: Partial<SocketOptions> = {}): ReconnectingSocket {
  const socket = new ReconnectingSocket({
    url: "ws://shop.test/socket",
    platform,
    opened: () => undefined,
    text: (data) => heard.push(data),
    broken: () => {
      broken += 1;
    },
    changed: (link) => links.push(link),
    ...options,
  });
  socket.start();
  return socket;
}

beforeEach(() => {
  platform = new FakePlatform();
  links = [];
  heard = [];
  broken = 0;
});

describe("a reconnecting socket", () => {
  it("names the protocol first, then the token", () => {
    open({ protocols: () => ["bearer.abc"] });
    expect(platform.socket.protocols).toEqual(["edgedesk.v1", "bearer.abc"]);
  });

  it("comes back after a broken line, each time after a longer wait at most", () => {
    const socket = open();
    for (const waitMs of [250, 500, 1_000, 2_000]) {
      platform.socket.accept();
      platform.socket.close();
      expect(socket.link).toMatchObject({ phase: "waiting", retryAtMs: platform.time + waitMs });
      platform.advance(waitMs);
    }
    expect(platform.sockets).toHaveLength(5);
    expect(broken).toBe(4);
  });

  it("starts over with short waits once the line has proved itself", () => {
    const socket = open();
    for (let round = 0; round < 5; round += 1) {
      platform.socket.close();
      platform.advance(250 * 2 ** round);
    }
    platform.socket.accept();
    socket.settled();
    platform.socket.close();
    expect(socket.link).toMatchObject({ retryAtMs: platform.time + 250 });
  });

  it("gives up a connection that does not open within 15 s", () => {
    open();
    platform.advance(15_000);
    expect(platform.sockets[0]?.released).toBe(true);
    platform.advance(250);
    expect(platform.sockets).toHaveLength(2);
  });

  it("takes a line for dead that is silent for the heartbeat's time, pings included", () => {
    const socket = open();
    platform.socket.accept();
    platform.advance(10 * HEARTBEAT_MS);
    expect(socket.link.phase).toBe("open");
    platform.socket.mute = true;
    platform.advance(HEARTBEAT_MS);
    expect(platform.sockets[0]?.released).toBe(true);
    expect(broken).toBe(1);
  });

  it("does not hand pongs on", () => {
    open();
    platform.socket.accept();
    platform.advance(HEARTBEAT_MS);
    platform.socket.say({ type: "hello" });
    expect(heard).toEqual(['{"type":"hello"}']);
  });

  it("tries at once when the network or the reader is back", () => {
    open();
    for (const event of ["online", "visible"] as const) {
      platform.socket.close();
      platform.network(event);
    }
    expect(platform.sockets).toHaveLength(3);
  });

  it("doubts an open line when the network goes, and finds out in seconds", () => {
    const socket = open();
    platform.socket.accept();
    platform.socket.mute = true;
    platform.network("offline");
    expect(socket.link).toEqual({ phase: "open", online: false });
    platform.advance(4_000);
    expect(socket.link).toMatchObject({ phase: "waiting", online: false });
  });

  it("keeps a line that still answers although the browser says offline", () => {
    const socket = open();
    platform.socket.accept();
    platform.network("offline");
    platform.advance(60_000);
    expect(socket.link.phase).toBe("open");
  });

  it.each([
    [CLOSE_CODES.forbidden, "forbidden"],
    [CLOSE_CODES.version, "version"],
    [CLOSE_CODES.sessionEnded, "session"],
  ])("ends for good at %i", async (code, reason) => {
    const socket = open();
    platform.socket.accept();
    platform.socket.close(code);
    await settle();
    platform.advance(3_600_000);
    platform.network("online");
    expect(socket.link).toMatchObject({ phase: "ended", reason });
    expect(platform.sockets).toHaveLength(1);
    expect([platform.timers, platform.listeners]).toEqual([0, 0]);
  });

  it("goes on after 4401 when the session could be renewed", async () => {
    const renew = vi.fn(async () => true);
    open({ renew });
    platform.socket.accept();
    platform.socket.close(CLOSE_CODES.sessionEnded);
    await settle();
    platform.advance(500);
    expect(renew).toHaveBeenCalledOnce();
    expect(platform.sockets).toHaveLength(2);
  });

  it("waits and tries again when the renewal itself got no answer", async () => {
    const socket = open({ renew: () => Promise.reject(new Error("no network")) });
    platform.socket.accept();
    platform.socket.close(CLOSE_CODES.sessionEnded);
    await settle();
    expect(socket.link.phase).toBe("waiting");
  });

  it("asks why an upgrade was refused, and ends when there is no hope", async () => {
    const socket = open({ probe: async () => "gone" });
    platform.socket.close();
    await settle();
    expect(socket.link).toMatchObject({ phase: "ended", reason: "gone" });
  });

  it("does not connect before it is prepared, and ends when that fails for good", async () => {
    const socket = open({ prepare: async () => false });
    expect(platform.sockets).toHaveLength(0);
    await settle();
    expect(socket.link).toMatchObject({ phase: "ended", reason: "session" });
  });

  it("forgets an answer that comes after it was stopped", async () => {
    const socket = open({ prepare: async () => true });
    socket.stop();
    await settle();
    expect(platform.sockets).toHaveLength(0);
    expect(socket.link.phase).toBe("idle");
  });

  it("leaves no timer and no listener behind", () => {
    const socket = open();
    platform.socket.accept();
    socket.stop();
    expect([platform.timers, platform.listeners, broken]).toEqual([0, 0, 1]);
  });
});
