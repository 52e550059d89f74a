/** The SQL of what the index of words was told. */
import { optionalText, type Row } from "#actors/conversation/cells";

/** What the index of words was told. */
export interface WordsState {
  /** Of all changes up to this one. */
  readonly toldSeq: number;
  /** Counts the sets that took the place of what was told before. */
  readonly generation: number;
  readonly keyId: string | undefined;
}

export class WordsStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  wordsState(): WordsState {
    const row = this.#sql.exec<Row>("SELECT words_seq, words_generation, words_key_id FROM conversation").one();
    return {
      toldSeq: Number(row.words_seq),
      generation: Number(row.words_generation),
      keyId: optionalText(row.words_key_id),
    };
  }

  raiseWordsGeneration(generation: number): void {
    this.#sql.exec("UPDATE conversation SET words_generation = ?", generation);
  }

  wordsTold(upToSeq: number, keyId: string): void {
    this.#sql.exec("UPDATE conversation SET words_seq = max(words_seq, ?), words_key_id = ?", upToSeq, keyId);
  }
}
