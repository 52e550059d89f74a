/** Notes that name the agent, until they open the conversation: ids, and the name of the colleague who wrote it. */
import type { Actor } from "#protocol/vocabulary";

export interface KeptMention {
  readonly conversationId: string;
  readonly seq: number;
  readonly by: { readonly id: string; readonly name: string };
}

type MentionRow = { conversation_id: string; seq: number; by_id: string; by_name: string };

/** More would say no more than that there are many. */
const MAX_TOLD = 50;

export class Mentions {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @returns whether it is new */
  add({ conversationId, seq, by }: KeptMention): boolean {
    const insert =
      "INSERT INTO mentions (conversation_id, seq, by_id, by_name) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
    return this.#sql.exec(insert, conversationId, seq, by.id, by.name).rowsWritten > 0;
  }

  seen(conversationId: string): void {
    this.#sql.exec("DELETE FROM mentions WHERE conversation_id = ?", conversationId);
  }

  /** As a snapshot tells them. */
  all(): { conversationId: string; seq: number; by: Actor }[] {
    return this.#sql
      .exec<MentionRow>("SELECT * FROM mentions ORDER BY conversation_id, seq LIMIT ?", MAX_TOLD)
      .toArray()
      .map((row) =>
        fields({ conversationId: row.conversation_id, seq: row.seq, by: { id: row.by_id, name: row.by_name } }),
      );
  }
}

export function toFrame(mention: KeptMention) {
  return { type: "mention" as const, ...fields(mention) };
}

function fields({ conversationId, seq, by }: KeptMention) {
  return { conversationId, seq, by: { type: "agent" as const, ...by } };
}
