/**
 * The conversation's words, as the index of words is told of them: of its new messages the words that it did not have
 * before, and after an edit or a recall all that it has now, in place of what was there. What was told is known by a seq;
 * texts that came in since are kept at hand, so that telling costs no look at storage and opens nothing.
 */
import type { MessageRecord, MessageStore } from "#actors/conversation/messages/store";
import type { WordsStore } from "#actors/conversation/search/words-store";
import type { ConversationTokens } from "#domain/search/store";
import type { TokenHasher } from "#domain/search/token-hash";
import { tokensOf } from "#domain/search/tokens";

type Hasher = Pick<TokenHasher, "keyId" | "hash">;

/** Beyond it a conversation's further words are not found; a novel has as many. */
const MAX_TOKENS = 20_000;
const MAX_CHARS_AT_HAND = 100_000;
const PAGE_MESSAGES = 200;

export interface WordsPorts {
  readonly state: Pick<WordsStore, "wordsState" | "raiseWordsGeneration" | "wordsTold">;
  readonly messages: Pick<MessageStore, "hasChangedAfter" | "readableAfter">;
  readonly conversationId: string;
  readonly open: (record: MessageRecord) => string;
  readonly hasher: () => Hasher;
  /** Resolves when the index has taken it. */
  readonly tell: (told: ConversationTokens) => Promise<void>;
}

export class Words {
  readonly #ports: WordsPorts;
  /** Words that the index has of this conversation for certain; after waking it is told some of them again. */
  readonly #told = new Set<string>();
  /** What these were made of. */
  readonly #seen = new Set<string>();
  #atHand: { seq: number; text: string }[] = [];
  #charsAtHand = 0;
  /** Every text from this seq on is at hand. */
  #atHandFromSeq: number;
  /** One telling at a time: a set that takes the place of others must not cross with what is added to it. */
  #telling: Promise<unknown> = Promise.resolve();

  /** @param lastSeq the conversation's; what came before is read from storage if it is needed */
  constructor(ports: WordsPorts, lastSeq: number) {
    this.#ports = ports;
    this.#atHandFromSeq = lastSeq + 1;
  }

  added(seq: number, text: string): void {
    this.#atHand.push({ seq, text });
    this.#charsAtHand += text.length;
    if (this.#charsAtHand <= MAX_CHARS_AT_HAND) return;
    this.#atHand = [];
    this.#charsAtHand = 0;
    this.#atHandFromSeq = seq + 1;
  }

  /**
   * Tells what the index does not know yet of all changes up to now.
   * @param upToSeq the conversation's last change
   * @param anew all of it, whatever the index knows
   * @throws if the index did not take it
   */
  tell(upToSeq: number, anew = false): Promise<void> {
    const turn = this.#telling.then(() => this.#tellNow(upToSeq, anew));
    this.#telling = turn.catch(() => undefined);
    return turn;
  }

  async #tellNow(upToSeq: number, anew: boolean): Promise<void> {
    const { messages } = this.#ports;
    const hasher = this.#ports.hasher();
    const state = this.#ports.state.wordsState();
    const replaces =
      anew || state.generation === 0 || state.keyId !== hasher.keyId || messages.hasChangedAfter(state.toldSeq);
    if (replaces) await this.#replace(hasher, state.generation + 1, upToSeq);
    else await this.#add(hasher, state, upToSeq);
  }

  async #replace(hasher: Hasher, generation: number, upToSeq: number): Promise<void> {
    const { state } = this.#ports;
    // Written before it is told: if that fails halfway, the next try is a later set, and this one comes late.
    state.raiseWordsGeneration(generation);
    this.#told.clear();
    this.#seen.clear();
    const tokens = new Set<string>();
    for await (const texts of this.#pages(0, upToSeq)) {
      for (const text of texts) for (const token of tokensOf(text)) if (tokens.size < MAX_TOKENS) tokens.add(token);
    }
    await this.#send(hasher, generation, true, tokens);
    state.wordsTold(upToSeq, hasher.keyId);
    this.#forgetTexts(upToSeq);
  }

  async #add(
    hasher: Hasher,
    { toldSeq, generation }: { toldSeq: number; generation: number },
    upToSeq: number,
  ): Promise<void> {
    const fresh = new Set<string>();
    const add = (text: string) => {
      for (const token of tokensOf(text, this.#seen))
        if (!this.#told.has(token) && this.#told.size + fresh.size < MAX_TOKENS) fresh.add(token);
    };
    if (this.#atHandFromSeq <= toldSeq + 1) {
      for (const { seq, text } of this.#atHand) if (seq <= upToSeq) add(text);
    } else {
      for await (const texts of this.#pages(toldSeq, upToSeq)) for (const text of texts) add(text);
    }
    if (this.#seen.size > MAX_TOKENS) this.#seen.clear();
    if (fresh.size > 0) await this.#send(hasher, generation, false, fresh);
    // With nothing new it would be a write for nothing; a life that knows less looks at those texts again.
    if (fresh.size > 0 || this.#atHandFromSeq > toldSeq + 1) this.#ports.state.wordsTold(upToSeq, hasher.keyId);
    this.#forgetTexts(upToSeq);
  }

  async #send(hasher: Hasher, generation: number, replaces: boolean, tokens: ReadonlySet<string>): Promise<void> {
    const { conversationId, tell } = this.#ports;
    const hashes = Array.from(tokens, (token) => hasher.hash(token));
    try {
      await tell({ conversationId, keyId: hasher.keyId, generation, replaces, hashes });
    } catch (error) {
      // It is all to be told again.
      this.#seen.clear();
      throw error;
    }
    for (const token of tokens) this.#told.add(token);
  }

  /** A long conversation is gone through with pauses, in which others have their turn. */
  async *#pages(afterSeq: number, upToSeq: number): AsyncGenerator<string[]> {
    const { messages, open } = this.#ports;
    for (let after = afterSeq; ; ) {
      const page = messages.readableAfter(after, upToSeq, PAGE_MESSAGES);
      yield page.map(open);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE_MESSAGES) return;
      after = last.seq;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  #forgetTexts(upToSeq: number): void {
    this.#atHand = this.#atHand.filter(({ seq }) => seq > upToSeq);
    this.#charsAtHand = this.#atHand.reduce((sum, { text }) => sum + text.length, 0);
  }
}
