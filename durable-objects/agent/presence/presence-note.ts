/** What an agent says of being busy in their own words. It may tell of their health or family, so it rests sealed. */
import { DATA_KEY_BYTES, NONCE_BYTES, openText, sealText } from "#domain/privacy/envelope";
import { isUnopenable, type KeyRing, rewrapDataKey, unwrapDataKey, wrapDataKey } from "#domain/privacy/key-ring";

type NoteRow = { sealed: ArrayBuffer; key_id: string; wrapped_key: ArrayBuffer };

const PLACE = { table: "presence_note", field: "note", revision: 1 } as const;
const subjectOf = (agentId: string) => ({ kind: "account", id: agentId }) as const;
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

export class PresenceNote {
  readonly #sql: SqlStorage;
  readonly #keyRing: () => KeyRing;

  constructor(sql: SqlStorage, keyRing: () => KeyRing) {
    this.#sql = sql;
    this.#keyRing = keyRing;
  }

  /** In place of the one before, with a key of its own. @param note absent: there is none any more */
  keep(agentId: string, note: string | undefined): void {
    if (note === undefined) {
      this.#sql.exec("DELETE FROM presence_note");
      return;
    }
    const dataKey = random(DATA_KEY_BYTES);
    const key = wrapDataKey(this.#keyRing(), subjectOf(agentId), dataKey, random(NONCE_BYTES));
    const sealed = sealText(dataKey, { ...PLACE, record: agentId }, note, random(NONCE_BYTES));
    this.#sql.exec(
      `INSERT INTO presence_note (one, sealed, key_id, wrapped_key) VALUES (1, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET sealed = excluded.sealed, key_id = excluded.key_id, wrapped_key = excluded.wrapped_key`,
      sealed,
      key.keyId,
      key.wrapped,
    );
  }

  /** @returns undefined if there is none, or its key is missing: it is no more than a courtesy */
  read(agentId: string): string | undefined {
    const row = this.#row();
    if (row === undefined) return undefined;
    try {
      const dataKey = unwrapDataKey(this.#keyRing(), subjectOf(agentId), keyOf(row));
      return openText(dataKey, { ...PLACE, record: agentId }, new Uint8Array(row.sealed));
    } catch (error) {
      if (isUnopenable(error)) return undefined;
      throw error;
    }
  }

  /** Wraps its key with the ring's current one. @returns which key it names now, if there is a note */
  rewrap(agentId: string): string[] {
    const row = this.#row();
    if (row === undefined) return [];
    try {
      const key = rewrapDataKey(this.#keyRing(), subjectOf(agentId), keyOf(row), random(NONCE_BYTES));
      this.#sql.exec("UPDATE presence_note SET key_id = ?, wrapped_key = ?", key.keyId, key.wrapped);
      return [key.keyId];
    } catch (error) {
      if (isUnopenable(error)) return [row.key_id];
      throw error;
    }
  }

  #row(): NoteRow | undefined {
    return this.#sql.exec<NoteRow>("SELECT sealed, key_id, wrapped_key FROM presence_note").toArray()[0];
  }
}

function keyOf({ key_id: keyId, wrapped_key: wrapped }: NoteRow) {
  return { keyId, wrapped: new Uint8Array(wrapped) };
}
