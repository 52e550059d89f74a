/** What the whole client promises, against a line that breaks wherever it can. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConversationConnection } from "./conversation-connection.ts";
import { entries } from "./entries.ts";
import { outboxStorage } from "./outbox-storage.ts";
import { memoryStore } from "./storage.ts";
import { FakePlatform } from "./testing/fake-platform.ts";
import { AGENT, CONVERSATION_ID, CUSTOMER } from "./testing/messages.ts";
import { ModelServer } from "./testing/model-server.ts";

/** Everything that may happen, with how often. `n` is how much of it. */
const STEPS = {
  send: (world, n) => world.send(n),
  agentWrites: (world) => world.server.write(AGENT, `theirs ${world.platform.time}`),
  note: (world) => world.server.note(),
  changeAtServer: (world, n) => world.server.change(n, n % 2 === 0 ? undefined : `changed ${world.platform.time}`),
  changeOwn: (world, n) => world.changeOwn(n),
  busy: (world, n) => {
    world.server.busy = n;
  },
  open: (world) => world.open(),
  serve: (world, n) => world.server.serve(world.platform.socket, n),
  deliver: (world, n) => world.server.deliver(world.platform.socket, n),
  repeat: (world) => world.server.deliver(world.platform.socket, 1, 3),
  cut: (world) => world.platform.socket.close(),
  reload: (world) => world.reload(),
  wait: (world, n) => world.platform.advance(400 * n),
  longWait: (world) => world.platform.advance(12_000),
} as const satisfies Record<string, (world: World, n: number) => void>;
type Step = keyof typeof STEPS;
const OFTEN: readonly Step[] = [
  "send",
  "agentWrites",
  "open",
  "open",
  "serve",
  "serve",
  "deliver",
  "deliver",
  "deliver",
];
const kinds = fc.constantFrom(...(Object.keys(STEPS) as Step[]), ...OFTEN, ...OFTEN);
const steps = fc.array(fc.record({ kind: kinds, n: fc.nat(5) }), { maxLength: 100, size: "max" });

class World {
  readonly platform = new FakePlatform();
  readonly server = new ModelServer(CUSTOMER);
  readonly storage = outboxStorage(memoryStore(), "test");
  readonly written: string[] = [];
  connection = this.#load();

  #load(): ConversationConnection {
    const { platform, storage } = this;
    const self = { type: "contact", id: CUSTOMER.id } as const;
    const connection = new ConversationConnection({
      baseUrl: "http://shop.test",
      conversationId: CONVERSATION_ID,
      self,
      storage,
      platform,
    });
    connection.subscribe(() => this.#holds(connection));
    connection.start();
    return connection;
  }

  /** At every moment: in order, and nothing twice, counting what is still on its way. */
  #holds(connection: ConversationConnection): void {
    const { log } = connection.get();
    const seqs = log.messages.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    const keys = entries(log).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  }

  send(count: number): void {
    for (let sent = 0; sent < count % 3; sent += 1) {
      const content = `mine ${this.written.length}`;
      this.written.push(content);
      this.connection.send(content);
    }
  }

  changeOwn(n: number): void {
    const own = entries(this.connection.get().log).find((entry) => entry.kind === "message" && entry.own);
    if (own?.kind !== "message" || own.message.recalledAt) return;
    if (n > 2) this.connection.edit(own.message.id, `edited ${n} ${this.platform.time}`);
    else this.connection.recall(own.message.id);
  }

  open(): void {
    if (this.connection.get().link.phase === "waiting") this.connection.retryNow();
    if (this.connection.get().link.phase === "connecting") this.platform.socket.accept();
  }

  reload(): void {
    this.connection.stop();
    this.connection = this.#load();
  }

  /** The network behaves again. */
  calm(): void {
    this.server.busy = 0;
    this.platform.advance(1);
    for (let round = 0; round < 60; round += 1) {
      this.open();
      this.server.serve(this.platform.socket, 100);
      this.server.deliver(this.platform.socket, 100);
      this.platform.advance(2_000);
    }
  }
}

describe("a conversation over a bad line", () => {
  it("ends with the server's list, every own message in it once and in the order it was written", () => {
    fc.assert(
      fc.property(steps, (list) => {
        const world = new World();
        for (const { kind, n } of list) STEPS[kind](world, n);
        world.calm();
        const { log, link } = world.connection.get();
        expect(link.phase).toBe("open");
        expect(log.messages).toEqual(world.server.messages);
        expect([...log.outbox, ...log.changes]).toEqual([]);
        const own = world.server.messages.filter(({ sender }) => sender.type === "contact");
        expect(own.map(({ clientId }) => clientId)).toHaveLength(world.written.length);
        const untouched = own.filter(({ content }) => content.startsWith("mine"));
        expect(untouched.map(({ content }) => content)).toEqual(
          world.written.filter((content) => untouched.some((message) => message.content === content)),
        );
      }),
      { numRuns: 600 },
    );
  });
});
