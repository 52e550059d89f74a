/** What the index of words is told, how often and how much of it. */
import { describe, expect, it } from "vitest";
import type { MessageRecord } from "#actors/conversation/messages/store";
import { Words } from "#actors/conversation/search/words";
import type { WordsState } from "#actors/conversation/search/words-store";
import type { ConversationTokens } from "#domain/search/store";

/** A conversation with its storage, which outlives its objects. */
class Talk {
  readonly texts: string[] = [];
  readonly toldOf: ConversationTokens[] = [];
  state: WordsState = { toldSeq: 0, generation: 0, keyId: undefined };
  keyId = "k1";
  changedSeq = 0;
  looks = 0;
  isAway = false;
  words = this.wake();

  wake(): Words {
    return new Words(
      {
        conversationId: "c",
        state: {
          wordsState: () => this.state,
          raiseWordsGeneration: (generation) => {
            this.state = { ...this.state, generation };
          },
          wordsTold: (toldSeq, keyId) => {
            this.state = { ...this.state, toldSeq, keyId };
          },
        },
        messages: {
          hasChangedAfter: (seq) => this.changedSeq > seq,
          readableAfter: (after, upTo, limit) => {
            this.looks += 1;
            return this.texts
              .map((_, index) => recordOf(index + 1))
              .filter(({ seq }) => seq > after && seq <= upTo)
              .slice(0, limit);
          },
        },
        open: ({ seq }) => this.texts[seq - 1] ?? "",
        hasher: () => ({ keyId: this.keyId, hash: (token) => token }),
        tell: async (told) => {
          if (this.isAway) throw new Error("away");
          this.toldOf.push(told);
        },
      },
      this.texts.length,
    );
  }

  say(text: string): void {
    this.texts.push(text);
    this.words.added(this.texts.length, text);
  }

  tell(): Promise<void> {
    return this.words.tell(Math.max(this.texts.length, this.changedSeq));
  }

  /** Each telling: `+` adds to the set of that generation, `=` takes its place. */
  get news(): string[] {
    return this.toldOf.map(
      ({ replaces, generation, hashes }) => `${replaces ? "=" : "+"}${generation} ${hashes.join(" ")}`,
    );
  }
}

function recordOf(seq: number): MessageRecord {
  return {
    seq,
    changedSeq: seq,
    id: `m${seq}`,
    senderId: "s",
    clientId: undefined,
    contentType: "text",
    sealedContent: undefined,
    revision: 1,
    private: false,
    replyTo: undefined,
    createdAtMs: 0,
    editedAtMs: undefined,
    recalledAtMs: undefined,
  };
}

describe("the index of words", () => {
  it("is told all words first, then those that are new to the conversation, and nothing if none is", async () => {
    const talk = new Talk();
    talk.say("green tea");
    await talk.tell();
    talk.say("black tea");
    await talk.tell();
    talk.say("green, black");
    await talk.tell();
    expect(talk.news).toEqual(["=1 green tea", "+1 black"]);
    // The texts were at hand: only the first telling went through what is stored.
    expect(talk.looks).toBe(1);
  });

  it("is told what came in while the object was away, from storage", async () => {
    const talk = new Talk();
    talk.say("green tea");
    await talk.tell();
    talk.texts.push("oolong");
    talk.words = talk.wake();
    talk.say("puerh");
    await talk.tell();
    expect(talk.news.at(-1)).toBe("+1 oolong puerh");
  });

  it("is told anew after an edit or a recall, after a new key, and when it has to be", async () => {
    const talk = new Talk();
    talk.say("green tea");
    await talk.tell();
    talk.texts[0] = "white tea";
    talk.changedSeq = 2;
    await talk.tell();
    await talk.tell();
    talk.keyId = "k2";
    await talk.tell();
    await talk.words.tell(2, true);
    expect(talk.news).toEqual(["=1 green tea", "=2 white tea", "=3 white tea", "=4 white tea"]);
    expect(talk.toldOf.map(({ keyId }) => keyId)).toEqual(["k1", "k1", "k2", "k2"]);
  });

  it("that was away is told again, and a set that failed never has the number of a later one", async () => {
    const talk = new Talk();
    talk.say("green tea");
    talk.isAway = true;
    await expect(talk.tell()).rejects.toThrow("away");
    talk.isAway = false;
    await talk.tell();
    talk.isAway = true;
    talk.say("oolong");
    await expect(talk.tell()).rejects.toThrow("away");
    talk.isAway = false;
    talk.say("puerh");
    await talk.tell();
    expect(talk.news).toEqual(["=2 green tea", "+2 oolong puerh"]);
  });

  it("hears one thing at a time: what is added to a set comes after the set", async () => {
    const talk = new Talk();
    talk.say("green tea");
    await talk.tell();
    const anew = talk.words.tell(1, true);
    talk.say("oolong");
    await Promise.all([anew, talk.tell()]);
    expect(talk.news).toEqual(["=1 green tea", "=2 green tea", "+2 oolong"]);
  });

  it("of a conversation that says very much at once is told from storage, and all of it", async () => {
    const talk = new Talk();
    talk.say("first");
    await talk.tell();
    for (let n = 0; n < 30; n += 1) talk.say(`word${n} ${"x ".repeat(2_500)}`);
    await talk.tell();
    talk.say("last");
    await talk.tell();
    expect(talk.toldOf.flatMap(({ hashes }) => hashes)).toEqual(
      expect.arrayContaining(["first", "word0", "word29", "last"]),
    );
    expect(talk.looks).toBe(2);
  });
});
