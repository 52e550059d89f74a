/**
 * Labels that a page puts on the customer's conversation, and attributes of the customer. What is said before there is a
 * conversation waits for the first message. A server that knows no such thing is no error of the page.
 */
import { ApiError, call } from "#client/lib/api.ts";
import { ownConversations } from "#client/lib/customer-api.ts";
import { attempt, type Decoder, object, string } from "#client/lib/decoder.ts";
import { CustomerCalls } from "./customer-calls.ts";
import type { ExchangeOptions } from "./identity-exchange.ts";
import { CustomerSession } from "./session.ts";

type Value = string | number | boolean | null;
type Attributes = Readonly<Record<string, Value>>;

const nothing = object({});
const record: Decoder<object> = object({});

export class PageMarks {
  readonly #session: CustomerSession;
  readonly #calls: CustomerCalls;
  /** Wanted labels by name, true to put on and false to take off, until there is a conversation. */
  readonly #labels = new Map<string, boolean>();
  #attributes: Attributes = {};

  constructor({ baseUrl, inboxId, locale, store, fetch, lock }: ExchangeOptions) {
    this.#session = new CustomerSession({
      ...{ baseUrl, inboxId, store, fetch, lock },
      locale: () => locale,
      nowMs: () => Date.now(),
      replaced: () => undefined,
    });
    this.#calls = new CustomerCalls(this.#session, baseUrl, fetch);
  }

  async label(name: unknown, isWanted: boolean): Promise<void> {
    const label = attempt(string, name);
    if (!label) throw new TypeError("a label has a name");
    this.#labels.set(label, isWanted);
    if (!this.#session.exists) return;
    const { items } = await this.#calls.ask((api) => ownConversations(api));
    const current = items.find(({ conversation }) => conversation.status !== "resolved");
    if (current) await this.#putLabels(current.conversation.id);
  }

  async setAttributes(values: unknown): Promise<void> {
    if (attempt(record, values) === undefined) throw new TypeError("attributes are names with values");
    const known: Record<string, Value> = {};
    for (const [name, value] of Object.entries(Object(values))) if (isValue(value)) known[name] = value;
    this.#attributes = { ...this.#attributes, ...known };
    if (this.#session.exists) await this.#putAttributes();
  }

  /** There is a conversation now. */
  async begun(conversationId: string): Promise<void> {
    await Promise.allSettled([this.#putLabels(conversationId), this.#putAttributes()]);
  }

  /** They were of somebody who is gone. */
  forget(): void {
    this.#labels.clear();
    this.#attributes = {};
  }

  async #putLabels(conversationId: string): Promise<void> {
    if (this.#labels.size === 0) return;
    const named = (isWanted: boolean) =>
      [...this.#labels].filter(([, wanted]) => wanted === isWanted).map(([name]) => name);
    const body = { add: named(true), remove: named(false) };
    this.#labels.clear();
    await this.#put(`/api/v1/widget/conversations/${conversationId}/labels`, body);
  }

  async #putAttributes(): Promise<void> {
    const attributes = this.#attributes;
    if (Object.keys(attributes).length === 0) return;
    this.#attributes = {};
    await this.#put("/api/v1/widget/attributes", { attributes });
  }

  async #put(path: string, body: object): Promise<void> {
    try {
      await this.#calls.ask((api) => call(api, { method: "PUT", path, body, answer: nothing }));
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    }
  }
}

function isValue(value: unknown): value is Value {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
