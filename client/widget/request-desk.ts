/** A visitor's requests: what they have sent, and the form for a new one. What stands in it is kept with the desk's other texts. */
import type { ApiOptions } from "#client/lib/api.ts";
import { formForAnybody, formForCustomer, ownRequests, sendRequest } from "#client/lib/request-api.ts";
import type { WidgetTicket, WidgetTicketForm } from "#protocol/http-widget-tickets";

/** What it needs of the desk. */
export interface RequestPorts {
  readonly isKnown: () => boolean;
  readonly texts: Map<string, string>;
  readonly ask: <Answer>(call: (api: ApiOptions) => Promise<Answer>) => Promise<Answer>;
  /** Without saying who asks. */
  readonly anonymously: ApiOptions;
  readonly newId: () => string;
  readonly changed: () => void;
}

export const FIELDS = ["type", "orderNumber", "subject", "description", "email"] as const;
export type Field = (typeof FIELDS)[number];

export class RequestDesk {
  readonly #ports: RequestPorts;
  items: readonly WidgetTicket[] = [];
  nextCursor: string | undefined;
  form: WidgetTicketForm | undefined;
  state: "loading" | "ready" | "failed" | "sending" | "refused" = "loading";
  sent: WidgetTicket | undefined;
  /** The conversation that the new one grows out of. */
  #conversationId: string | undefined;
  /** The same until it is sent: a request that was sent twice is there once. */
  #clientId: string;
  isWriting = false;

  constructor(ports: RequestPorts) {
    this.#ports = ports;
    this.#clientId = ports.newId();
  }

  value(field: Field): string {
    return this.#ports.texts.get(`request.${field}`) ?? "";
  }

  write(field: Field, value: string): void {
    this.#ports.texts.set(`request.${field}`, value);
  }

  /** @param of a conversation that a request is to be made of, with what was said last */
  async open(of?: { readonly conversationId: string; readonly text: string }): Promise<void> {
    this.sent = undefined;
    this.#conversationId = of?.conversationId;
    this.isWriting = of !== undefined;
    if (of !== undefined && this.value("description") === "") this.write("description", of.text);
    await this.load();
  }

  begin(): void {
    this.sent = undefined;
    this.isWriting = true;
    this.#ports.changed();
  }

  async load(): Promise<void> {
    this.#become("loading");
    const { ask, anonymously, isKnown } = this.#ports;
    try {
      if (isKnown()) {
        const [form, page] = await Promise.all([ask(formForCustomer), ask((api) => ownRequests(api))]);
        this.form = form;
        this.items = page.items;
        this.nextCursor = page.nextCursor;
      } else this.form = await formForAnybody(anonymously);
      this.#become("ready");
    } catch {
      this.#become("failed");
    }
  }

  async older(): Promise<void> {
    const { nextCursor } = this;
    if (nextCursor === undefined) return;
    try {
      const page = await this.#ports.ask((api) => ownRequests(api, nextCursor));
      this.items = [...this.items, ...page.items];
      this.nextCursor = page.nextCursor;
      this.#ports.changed();
    } catch {
      this.#become("failed");
    }
  }

  /** Sends what stands in the form; it stays there if that fails. */
  async send(): Promise<void> {
    if (this.state === "sending") return;
    this.#become("sending");
    const said = FIELDS.map((field) => [field, this.value(field).trim()]).filter(([, value]) => value !== "");
    const body = {
      clientId: this.#clientId,
      type: this.form?.types[0]?.id,
      ...Object.fromEntries(said),
      ...(this.#conversationId && { conversationId: this.#conversationId }),
    };
    try {
      this.sent = await this.#ports.ask((api) => sendRequest(api, body));
    } catch {
      return this.#become("refused");
    }
    for (const field of FIELDS) this.#ports.texts.delete(`request.${field}`);
    this.#clientId = this.#ports.newId();
    this.#conversationId = undefined;
    this.isWriting = false;
    await this.load();
  }

  #become(state: RequestDesk["state"]): void {
    this.state = state;
    this.#ports.changed();
  }
}
