/** Whether the visitor is leaving a request: its script comes with the first wish for one. */
import type { Desk } from "./desk.ts";
import type { RequestDesk } from "./request-desk.ts";

/** The script of requests, in some language. */
type Ask = typeof import("./ask.ts");

export class Asking {
  readonly #desk: Desk;
  readonly #load: () => Promise<Ask>;
  script: Ask | undefined;
  requests: RequestDesk | undefined;
  state: "closed" | "loading" | "failed" | "open" = "closed";
  changed: () => void = () => undefined;

  constructor(desk: Desk, load: () => Promise<Ask>) {
    this.#desk = desk;
    this.#load = load;
  }

  /** @param of a conversation that a request is to be made of, with what was said last */
  async open(of?: { readonly conversationId: string; readonly text: string }): Promise<void> {
    this.#become("loading");
    try {
      this.script ??= await this.#load();
    } catch {
      return this.#become("failed");
    }
    this.requests ??= new this.script.RequestDesk(this.#desk.requestPorts(() => this.changed()));
    this.#become("open");
    await this.requests.open(of);
  }

  close(): void {
    this.#become("closed");
    void this.#desk.reload();
  }

  #become(state: Asking["state"]): void {
    this.state = state;
    this.changed();
  }
}
