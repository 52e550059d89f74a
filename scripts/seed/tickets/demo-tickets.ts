/** The tickets that the demo begins with, of customers who wrote in its two weeks. */
import type { KeyRing } from "#domain/privacy/key-ring";
import type { Locale } from "#protocol/constants";
import { DEMO_INBOX } from "#scripts/seed/demo-shop";
import type { History } from "#scripts/seed/history/history";
import { seededRandom } from "#scripts/seed/history/random";
import { type DemoRefunds, demoRefunds } from "./refunds.ts";
import { type DemoTickets, type TicketCustomer, ticketRows } from "./rows.ts";
import type { Hand } from "./script.ts";
import { TICKETS_EN } from "./scripts-en.ts";
import { TICKETS_ZH } from "./scripts-zh.ts";

const TICKETS_SEED = 1_001;

export interface DemoTicketOptions {
  readonly keyRing: KeyRing;
  readonly nowMs: number;
  readonly handId: (hand: Hand) => string;
}

export function demoTickets(history: History, options: DemoTicketOptions): DemoTickets & DemoRefunds {
  const customers = { en: customersOf(history, "en"), "zh-CN": customersOf(history, "zh-CN") };
  const world = { ...options, random: seededRandom(TICKETS_SEED), inboxId: DEMO_INBOX.id, customers };
  const made = ticketRows([...TICKETS_EN, ...TICKETS_ZH], world);
  const { refunds, entries } = demoRefunds(made, { ...world, orders: history.orders });
  return { ...made, entries: [...made.entries, ...entries], refunds };
}

/** Those of this language who are known by name, each with a conversation, the latest to have one first. */
function customersOf({ contacts, conversations, orders }: History, locale: Locale): TicketCustomer[] {
  return contacts
    .filter(({ customer }) => customer.locale === locale && customer.name !== undefined)
    .flatMap(({ id }) => {
      const conversation = conversations.findLast(({ history }) => history.contactId === id);
      if (conversation === undefined) return [];
      const orderIds = orders.filter(({ contactId }) => contactId === id).map((order) => order.id);
      return [{ contactId: id, conversationId: conversation.id, orderIds }];
    });
}
