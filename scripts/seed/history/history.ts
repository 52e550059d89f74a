/**
 * Two weeks of the demo shop: customers, what they ordered and what they wrote. The same for the same seed and moment;
 * everything is placed relative to the moment at which it is made.
 */
import type { ConversationHistory } from "#domain/imports/history";
import type { NewOrder } from "#domain/orders/store";
import { LOCALES, type Locale } from "#protocol/constants";
import { uuidV7 } from "#protocol/ids";
import { CATALOGUE } from "#worker/demo/catalogue";
import { act, type Cast, type Colleague, type Ending } from "./conversation.ts";
import { CUSTOMERS, type DemoCustomer } from "./customers.ts";
import { marksOf } from "./marks.ts";
import { becameAtMs, makeOrders } from "./orders.ts";
import { between, pick, type Random, randomBytesOf, shuffled } from "./random.ts";
import { SCENES_EN } from "./scenes-en.ts";
import { SCENES_ZH } from "./scenes-zh.ts";
import { linesOf, type Scene, type ScriptLine } from "./script.ts";
import { DAY_MS, MINUTE_MS, nextWorkingTime, opensAtMs, workingTime } from "./times.ts";

export interface HistoryOptions {
  readonly random: Random;
  /** Everything lies before it. */
  readonly nowMs: number;
  /** Midnight of that day, where the shop is. */
  readonly todayMs: number;
  readonly inboxId: string;
  /** Who answers: the team that customers come to, those who see to returns, and who leads them. */
  readonly support: readonly Colleague[];
  readonly afterSales: readonly Colleague[];
  readonly lead: Colleague;
}

export interface HistoryContact {
  readonly id: string;
  readonly customer: DemoCustomer;
  readonly createdAtMs: number;
}

export interface History {
  readonly contacts: readonly HistoryContact[];
  readonly orders: readonly NewOrder[];
  readonly conversations: readonly { readonly id: string; readonly history: ConversationHistory }[];
}

const DAYS = 13;
const RESOLVED = 98;
/** Minutes since the last line of those that somebody has at the moment; every second one is still unread. */
const OPEN_MINUTES_AGO = [2, 3, 5, 9, 14, 17, 21, 33, 41, 46, 64, 85, 118, 171, 240] as const;
const SNOOZED_HOURS_AGO = [3, 7, 22, 46] as const;
const WAITING_MINUTES_AGO = [1, 4, 11, 18, 26] as const;
const SCENES = { en: SCENES_EN, "zh-CN": SCENES_ZH } as const satisfies Record<Locale, readonly Scene[]>;

export function makeHistory(options: HistoryOptions): History {
  const contacts = makeContacts(options);
  const buyers = contacts.filter(({ customer }) => customer.identifier !== undefined);
  const orders = makeOrders(
    options.random,
    buyers.map(({ id, customer }) => ({ contactId: id, customer })),
    options.nowMs,
  );
  const author = new Author(options, contacts, orders);
  const conversations = [
    ...author.past(),
    ...SNOOZED_HOURS_AGO.map((hours, at) => author.now({ status: "snoozed", untilMs: author.later(at) }, hours * 60)),
    ...OPEN_MINUTES_AGO.map((minutes, at) => author.now({ status: "open", isUnread: at % 2 === 0 }, minutes)),
    ...WAITING_MINUTES_AGO.map((minutes) => author.now({ status: "waiting" }, minutes)),
  ];
  return { contacts: contacts.map((contact) => author.met(contact)), orders, conversations };
}

function makeContacts({ random, nowMs }: HistoryOptions): HistoryContact[] {
  return CUSTOMERS.map((customer) => {
    const createdAtMs = nowMs - between(random, 40 * DAY_MS, 400 * DAY_MS);
    return { id: uuidV7(createdAtMs, randomBytesOf(random, 10)), customer, createdAtMs };
  });
}

interface Subject {
  readonly contact: HistoryContact;
  readonly order: NewOrder | undefined;
  /** Not before this. */
  readonly sinceMs: number;
}

/** Chooses scenes and who is in them, so that each is told about as often. */
class Author {
  readonly #options: HistoryOptions;
  readonly #contacts: readonly HistoryContact[];
  readonly #orders: readonly NewOrder[];
  readonly #decks: Record<Locale, Scene[]> = { en: [], "zh-CN": [] };
  readonly #beganAtMs = new Map<string, number>();
  readonly #talkedAbout = new Set<string>();
  /** Conversations in each one's hands, and all that they ever had. */
  readonly #hands = new Map<string, { now: number; ever: number }>();
  #turn = 0;

  constructor(options: HistoryOptions, contacts: readonly HistoryContact[], orders: readonly NewOrder[]) {
    this.#options = options;
    this.#contacts = contacts;
    this.#orders = orders;
  }

  past(): History["conversations"] {
    return Array.from({ length: RESOLVED }, () => this.#resolved());
  }

  /** @param endedMinutesAgo when its last line was written */
  now(ending: Ending, endedMinutesAgo: number): History["conversations"][number] {
    const { random, nowMs } = this.#options;
    for (;;) {
      const scene = this.#nextScene();
      const subject = this.#subjectOf(scene, (order) =>
        scene.order?.includes(order.changes.at(-1)?.status ?? "placed"),
      );
      if (subject === undefined) continue;
      const lines = cut(linesOf(scene, random), ending);
      if (lines === undefined) continue;
      const cast = this.#castOf(subject);
      const long = act(random, lines, cast, ending, 0);
      const shiftMs = nowMs - endedMinutesAgo * MINUTE_MS - (long.messages.at(-1)?.atMs ?? 0);
      // An order is asked about after it came to stand as it does.
      if (shiftMs < subject.sinceMs) continue;
      const messages = long.messages.map((line) => ({ ...line, atMs: line.atMs + shiftMs }));
      return this.#told({ ...long, ...marksOf(scene.topic), messages }, subject);
    }
  }

  /** A morning of one of the next days. */
  later(days: number): number {
    return opensAtMs(this.#options.todayMs + (days + 1) * DAY_MS);
  }

  /** A guest is known since they first wrote. */
  met(contact: HistoryContact): HistoryContact {
    const beganAtMs = this.#beganAtMs.get(contact.id);
    return contact.customer.identifier === undefined && beganAtMs !== undefined
      ? { ...contact, createdAtMs: beganAtMs }
      : contact;
  }

  #resolved(): History["conversations"][number] {
    const { random, todayMs } = this.#options;
    const sinceMs = todayMs - DAYS * DAY_MS;
    for (;;) {
      const scene = this.#nextScene();
      const subject = this.#subjectOf(scene, (order) => becameAtMs(order, scene.order ?? [], sinceMs) !== undefined);
      if (subject === undefined) continue;
      const beganMs =
        subject.order === undefined
          ? workingTime(random, todayMs - between(random, 1, DAYS) * DAY_MS)
          : nextWorkingTime(random, becameAtMs(subject.order, scene.order ?? [], sinceMs) ?? sinceMs, todayMs);
      const history = act(random, linesOf(scene, random), this.#castOf(subject), { status: "resolved" }, beganMs);
      if ((history.messages.at(-1)?.atMs ?? todayMs) >= todayMs) continue;
      return this.#told({ ...history, ...marksOf(scene.topic) }, subject);
    }
  }

  #nextScene(): Scene {
    this.#turn += 1;
    const locale = LOCALES[this.#turn % LOCALES.length] ?? "en";
    const deck = this.#decks[locale];
    if (deck.length === 0) deck.push(...shuffled(this.#options.random, SCENES[locale]));
    return deck.pop() ?? pick(this.#options.random, SCENES[locale]);
  }

  #subjectOf(scene: Scene, isAbout: (order: NewOrder) => boolean | undefined): Subject | undefined {
    const { random } = this.#options;
    const locale = LOCALES[this.#turn % LOCALES.length];
    const speakers = this.#contacts.filter(({ customer }) => customer.locale === locale);
    if (scene.order === undefined) {
      // Who passes by asks before they buy, and asks once.
      const free = speakers.filter(({ id, customer }) => customer.identifier !== undefined || !this.#beganAtMs.has(id));
      return { contact: pick(random, free), order: undefined, sinceMs: 0 };
    }
    const theirs = this.#orders.flatMap((order) => {
      const contact = speakers.find(({ id }) => id === order.contactId);
      return contact !== undefined && isAbout(order) === true
        ? [{ contact, order, sinceMs: order.changes.at(-1)?.atMs ?? 0 }]
        : [];
    });
    const fresh = theirs.filter(({ order }) => !this.#talkedAbout.has(order.id));
    const from = fresh.length > 0 ? fresh : theirs;
    return from.length === 0 ? undefined : pick(random, from);
  }

  #castOf({ contact, order }: Subject): Cast {
    const { random, inboxId, support, afterSales, lead } = this.#options;
    const { name, addressed, identifier, locale } = contact.customer;
    const title = order?.items[0]?.title.split(" · ")[0] ?? pick(random, CATALOGUE).title[locale];
    return {
      contact: { id: contact.id, name, addressed },
      contactVerified: identifier !== undefined,
      inboxId,
      teamId: "support",
      agent: this.#freest(support),
      afterSales: this.#freest(afterSales),
      lead,
      order: order?.number ?? "",
      product: shortened(title, locale),
    };
  }

  /** As the queue itself would choose. */
  #freest(agents: readonly Colleague[]): Colleague {
    const [freest] = agents.toSorted((one, other) => {
      const [mine, theirs] = [this.#handsOf(one.id), this.#handsOf(other.id)];
      return mine.now - theirs.now || mine.ever - theirs.ever;
    });
    if (freest === undefined) throw new RangeError("nobody answers");
    return freest;
  }

  #handsOf(agentId: string): { now: number; ever: number } {
    return this.#hands.get(agentId) ?? { now: 0, ever: 0 };
  }

  #told(history: ConversationHistory, { contact, order }: Subject): History["conversations"][number] {
    const beganAtMs = history.messages[0]?.atMs ?? 0;
    const known = this.#beganAtMs.get(contact.id) ?? beganAtMs;
    this.#beganAtMs.set(contact.id, Math.min(known, beganAtMs));
    if (order !== undefined) this.#talkedAbout.add(order.id);
    if (history.assigneeId !== undefined) {
      const { now, ever } = this.#handsOf(history.assigneeId);
      this.#hands.set(history.assigneeId, { now: now + (history.status === "open" ? 1 : 0), ever: ever + 1 });
    }
    return { id: uuidV7(beganAtMs, randomBytesOf(this.#options.random, 10)), history };
  }
}

/** As people say it: without the measure behind the comma, and in English with a small letter. */
function shortened(title: string, locale: Locale): string {
  if (locale === "zh-CN") return title.split(" ")[0] ?? title;
  const [name = title] = title.split(",");
  return name.startsWith("Longjing") ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** As much of it as has been said by now: it goes on. @returns undefined if this one has no such moment */
function cut(lines: readonly ScriptLine[], ending: Ending): ScriptLine[] | undefined {
  const answeredAt = lines.findIndex(({ part }) => part !== "c");
  if (ending.status === "waiting") return lines.slice(0, answeredAt);
  const wanted = ending.status === "open" && ending.isUnread ? "c" : "a";
  const moments = [...lines.keys()].filter(
    (at) => at > answeredAt && at < lines.length - 1 && lines[at]?.part === wanted,
  );
  const last = moments.at(-1);
  return last === undefined ? undefined : lines.slice(0, last + 1);
}
