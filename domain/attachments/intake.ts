/**
 * A file on its way in, piece by piece: what it is, whether that is taken, what of it is left out, and how it is sealed.
 * Holds the beginning that is looked at and a chunk, however large the file is.
 */
import { FileSealer } from "#domain/attachments/chunked-cipher";
import { typeUnderName } from "#domain/attachments/names";
import { FormatBroken } from "#domain/attachments/private/broken";
import { stripperOf } from "#domain/attachments/private/of-type";
import { HEAD_BYTES, sniff } from "#domain/attachments/sniff";
import { TextCheck } from "#domain/attachments/text-check";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { type AttachmentType, MAX_ATTACHMENT_BYTES } from "#protocol/attachment-constants";

export interface TakenIn {
  readonly type: AttachmentType;
  /** In plain, without what was left out. */
  readonly sizeBytes: number;
}

/** What looks at, or changes, files of one kind. */
interface Filter {
  readonly push: (bytes: Uint8Array) => readonly Uint8Array[] | Failure;
  readonly finish: () => readonly Uint8Array[] | Failure;
}

export class Intake {
  readonly #name: string;
  readonly #sealer: FileSealer;
  #head: Uint8Array[] = [];
  #gotBytes = 0;
  #sizeBytes = 0;
  #known: { readonly type: AttachmentType; readonly filter: Filter } | undefined;

  /** @param fileKey seals nothing else */
  constructor(name: string, fileKey: Uint8Array) {
    this.#name = name;
    this.#sealer = new FileSealer(fileKey);
  }

  /** @returns what is to be stored next; refuses `file_too_large`, `type_not_taken`, `extension_wrong` */
  push(bytes: Uint8Array): Result<Uint8Array[]> {
    this.#gotBytes += bytes.length;
    if (this.#gotBytes > MAX_ATTACHMENT_BYTES) return refuse("file_too_large");
    if (this.#known !== undefined) return this.#seal(this.#known.filter.push(bytes));
    // What comes belongs to whoever read it.
    this.#head.push(bytes.slice());
    return this.#gotBytes < HEAD_BYTES ? ok([]) : this.#begin();
  }

  /** @returns the last of it; refuses `file_empty` and as `push` */
  finish(): Result<TakenIn & { readonly last: readonly Uint8Array[] }> {
    if (this.#gotBytes === 0) return refuse("file_empty");
    const begun = this.#known === undefined ? this.#begin() : ok([]);
    if (!begun.ok) return begun;
    if (this.#known === undefined) return refuse("type_not_taken");
    const rest = this.#seal(this.#known.filter.finish());
    if (!rest.ok) return rest;
    const last = [...begun.value, ...rest.value, this.#sealer.finish()];
    return ok({ type: this.#known.type, sizeBytes: this.#sizeBytes, last });
  }

  #begin(): Result<Uint8Array[]> {
    const head = new Uint8Array(this.#gotBytes);
    let at = 0;
    for (const part of this.#head) {
      head.set(part, at);
      at += part.length;
    }
    this.#head = [];
    const sniffed = sniff(head.subarray(0, HEAD_BYTES));
    if (sniffed === undefined) return refuse("type_not_taken");
    const filter = filterOf(sniffed);
    // Text is what the rest of it says too: a program that is called .txt is no text with another name.
    const first = this.#seal(filter.push(head));
    if (!first.ok) return first;
    const type = typeUnderName(sniffed, this.#name);
    if (type === undefined) return refuse("extension_wrong");
    this.#known = { type, filter };
    return first;
  }

  #seal(plain: readonly Uint8Array[] | Failure): Result<Uint8Array[]> {
    if (typeof plain === "string") return refuse(plain);
    this.#sizeBytes += plain.reduce((sum, { length }) => sum + length, 0);
    return ok(plain.flatMap((piece) => this.#sealer.push(piece)));
  }
}

function filterOf(type: AttachmentType): Filter {
  const stripper = stripperOf(type);
  if (stripper !== undefined)
    return {
      push: (bytes) => unlessBroken(() => stripper.push(bytes)),
      finish: () => unlessBroken(() => stripper.finish()),
    };
  if (type !== "text/plain") return { push: (bytes) => [bytes], finish: () => [] };
  const check = new TextCheck();
  return {
    push: (bytes) => (check.push(bytes) ? [bytes] : "type_not_taken"),
    finish: () => (check.push(new Uint8Array(), true) ? [] : "type_not_taken"),
  };
}

function unlessBroken(work: () => Uint8Array[]): Uint8Array[] | Failure {
  try {
    return work();
  } catch (error) {
    if (error instanceof FormatBroken) return "type_not_taken";
    throw error;
  }
}
