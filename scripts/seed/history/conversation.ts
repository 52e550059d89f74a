/** A scene acted out by somebody, at a time: what an import takes. */
import type { ConversationHistory, HistoryMessage } from "#domain/imports/history";
import { between, type Random } from "./random.ts";
import { filled, type ScriptLine } from "./script.ts";
import { MINUTE_MS } from "./times.ts";

export interface Colleague {
  readonly id: string;
  readonly name: string;
}

export interface Cast {
  readonly contact: { readonly id: string; readonly name: string | undefined; readonly addressed: string };
  readonly contactVerified: boolean;
  readonly inboxId: string;
  readonly teamId: string;
  /** Who takes it. */
  readonly agent: Colleague;
  /** Who takes it after a transfer to after-sales. */
  readonly afterSales: Colleague;
  /** Who gives advice in notes. */
  readonly lead: Colleague;
  readonly order: string;
  readonly product: string;
}

export type Ending =
  | { readonly status: "resolved" }
  | { readonly status: "waiting" }
  | { readonly status: "open"; readonly isUnread: boolean }
  | { readonly status: "snoozed"; readonly untilMs: number };

/** How long each kind of line takes to come, in seconds. */
const PACE: Readonly<Record<ScriptLine["part"], readonly [number, number]>> = {
  c: [25, 170],
  a: [30, 150],
  n: [20, 80],
  m: [60, 260],
  ">": [20, 60],
};

/** @param beginsAtMs of the first line; later ones follow at a person's pace */
export function act(
  random: Random,
  lines: readonly ScriptLine[],
  cast: Cast,
  ending: Ending,
  beginsAtMs: number,
): ConversationHistory {
  const stage = new Stage(random, cast, beginsAtMs);
  for (const line of lines) stage.say(line);
  return stage.end(ending);
}

class Stage {
  readonly #random: Random;
  readonly #cast: Cast;
  readonly #messages: HistoryMessage[] = [];
  readonly #agents = new Map<string, Colleague>();
  #atMs: number;
  #teamId: string;
  #holder: Colleague | undefined;

  constructor(random: Random, cast: Cast, beginsAtMs: number) {
    this.#random = random;
    this.#cast = cast;
    this.#atMs = beginsAtMs;
    this.#teamId = cast.teamId;
  }

  say(line: ScriptLine): void {
    if (this.#messages.length > 0) this.#wait(line);
    if (line.part === "c") {
      this.#messages.push({ by: "contact", atMs: this.#atMs, content: this.#fill(line.text) });
      return;
    }
    const holder = this.#holder ?? this.#take(this.#cast.agent);
    if (line.part === ">") this.#transfer(holder, this.#fill(line.text));
    else this.#write(line.part === "m" ? this.#cast.lead : holder, line.part !== "a", this.#fill(line.text));
  }

  end(ending: Ending): ConversationHistory {
    const { contact, contactVerified, inboxId } = this.#cast;
    const { status } = ending;
    const holder = status === "waiting" ? undefined : (this.#holder ?? this.#take(this.#cast.agent));
    if (holder !== undefined && status !== "open") {
      this.#atMs += between(this.#random, 1, 12) * MINUTE_MS;
      const key = status === "resolved" ? "conversation.resolved" : "conversation.snoozed";
      this.#messages.push({ by: "system", atMs: this.#atMs, activity: { key, by: holder.id } });
    }
    const all = this.#messages.length;
    const answered = this.#messages.findLastIndex((line) => line.by !== "contact") + 1;
    const readByHolder = status === "open" && ending.isUnread ? answered : all;
    return {
      inboxId,
      teamId: this.#teamId,
      contactId: contact.id,
      contactVerified,
      ...(contact.name === undefined ? {} : { contactName: contact.name }),
      status: status === "waiting" ? "open" : status,
      ...(holder === undefined ? {} : { assigneeId: holder.id }),
      ...(status === "snoozed" ? { snoozedUntilMs: ending.untilMs } : {}),
      agents: [...this.#agents.values()],
      messages: this.#messages,
      read: {
        contact: status === "open" ? this.#messages.findLastIndex((line) => line.by === "contact") + 1 : all,
        agents: Object.fromEntries(
          [...this.#agents.keys()].map((id) => [id, id === holder?.id ? readByHolder : answered]),
        ),
      },
    };
  }

  #wait({ part, afterMs }: ScriptLine): void {
    const [least, most] = PACE[part];
    this.#atMs += afterMs ?? between(this.#random, least * 1_000, most * 1_000);
  }

  #take(agent: Colleague): Colleague {
    this.#meet(agent);
    this.#holder = agent;
    this.#messages.push({ by: "system", atMs: this.#atMs, activity: { key: "conversation.assigned", to: agent.id } });
    this.#atMs += between(this.#random, 12_000, 50_000);
    return agent;
  }

  #transfer(from: Colleague, reason: string): void {
    this.#teamId = "after-sales";
    const activity = { key: "conversation.transferred", by: from.id, to: this.#teamId, reason } as const;
    this.#messages.push({ by: "system", atMs: this.#atMs, activity });
    this.#atMs += between(this.#random, 15_000, 70_000);
    this.#take(this.#cast.afterSales);
  }

  #write(by: Colleague, isNote: boolean, content: string): void {
    this.#meet(by);
    this.#messages.push({ by: "agent", atMs: this.#atMs, agentId: by.id, content, private: isNote });
  }

  #meet(agent: Colleague): void {
    this.#agents.set(agent.id, { id: agent.id, name: agent.name });
  }

  #fill(text: string): string {
    const { order, product, contact } = this.#cast;
    const colleague = (this.#holder ?? this.#cast.agent).name;
    return filled(text, { order, product, name: contact.addressed, colleague });
  }
}
