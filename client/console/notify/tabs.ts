/**
 * Several tabs of one agent hear the same news. One of them, which holds a lock for as long as it is open, tells it; the
 * others say whether somebody is looking at them.
 */
import { attempt, boolean, object, string } from "#client/lib/decoder.ts";

/** A tab shows what the news is about, or at least its list. */
export interface Seen {
  readonly key: string;
  /** The conversation itself is on the screen. */
  readonly isOpen: boolean;
}

const seen = object({ key: string, isOpen: boolean });
/** As long as another tab may take to say that it is looked at. */
const ANSWER_MS = 250;

export class Tabs {
  readonly #channel: BroadcastChannel;
  readonly #heard = new Map<string, Seen>();
  readonly #closed = new AbortController();
  #isTeller = false;

  /** @param agentId tabs of others, after a change of who is signed in, are none of ours */
  constructor(agentId: string) {
    const name = `edgedesk.news.${agentId}`;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const said = attempt(seen, data);
      if (said !== undefined) this.#heard.set(said.key, said);
    };
    // Without locks, as on a page that is not secure, each tab tells; the system shows one of the same tag once.
    if (navigator.locks === undefined) this.#isTeller = true;
    else void this.#hold(name);
  }

  /** Tells the other tabs that the agent sees this. */
  say(said: Seen): void {
    this.#heard.set(said.key, said);
    this.#channel.postMessage(said);
  }

  /** @returns whether this tab tells of it, and which tab shows it already */
  async ask(key: string): Promise<{ isTeller: boolean; seen: Seen | undefined }> {
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    const found = this.#heard.get(key);
    this.#heard.delete(key);
    return { isTeller: this.#isTeller, seen: found };
  }

  close(): void {
    this.#closed.abort();
    this.#channel.close();
  }

  async #hold(name: string): Promise<void> {
    const { signal } = this.#closed;
    try {
      await navigator.locks.request(name, { signal }, () => {
        this.#isTeller = true;
        return new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      });
    } catch {
      // It was closed while it waited for its turn.
    }
  }
}
