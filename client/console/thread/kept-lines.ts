/** Keeps a few lines open that nobody uses any more, or not yet; the one left longest ago goes first. */

export interface LineMaker<Line> {
  open(id: string): Line;
  start(line: Line): void;
  stop(line: Line): void;
  /** It has ended for good: whoever wants it is given a new one. */
  isOver(line: Line): boolean;
}

export interface KeepingRules {
  readonly maxIdle: number;
  readonly idleMs: number;
  /** @returns what cancels it */
  readonly after: (delayMs: number, run: () => void) => () => void;
}

interface Kept<Line> {
  readonly line: Line;
  isStarted: boolean;
  users: number;
  cancelEnd: () => void;
}

export class KeptLines<Line> {
  readonly #maker: LineMaker<Line>;
  readonly #rules: KeepingRules;
  /** In the order in which they were last used. */
  readonly #lines = new Map<string, Kept<Line>>();

  constructor(maker: LineMaker<Line>, rules: KeepingRules) {
    this.#maker = maker;
    this.#rules = rules;
  }

  /** The line, made if there is none; {@link hold} starts it. */
  get(id: string): Line {
    return this.#find(id).line;
  }

  /** Somebody uses it from now on. @returns what ends that */
  hold(id: string): () => void {
    const kept = this.#find(id);
    kept.cancelEnd();
    kept.users += 1;
    this.#start(kept);
    return () => this.#release(id, kept);
  }

  /** Opens it ahead, for somebody who is likely to want it. */
  warm(id: string): void {
    const kept = this.#find(id);
    if (kept.users > 0) return;
    this.#start(kept);
    this.#idle(id, kept);
  }

  closeAll(): void {
    for (const [id, kept] of this.#lines) this.#close(id, kept);
  }

  #find(id: string): Kept<Line> {
    const known = this.#lines.get(id);
    if (known !== undefined && (known.users > 0 || !this.#maker.isOver(known.line))) return known;
    known?.cancelEnd();
    const made = { line: this.#maker.open(id), isStarted: false, users: 0, cancelEnd: () => undefined };
    this.#lines.set(id, made);
    return made;
  }

  #start(kept: Kept<Line>): void {
    if (kept.isStarted) return;
    kept.isStarted = true;
    this.#maker.start(kept.line);
  }

  #release(id: string, kept: Kept<Line>): void {
    kept.users -= 1;
    if (kept.users > 0) return;
    if (this.#maker.isOver(kept.line)) this.#close(id, kept);
    else this.#idle(id, kept);
  }

  #idle(id: string, kept: Kept<Line>): void {
    kept.cancelEnd();
    kept.cancelEnd = this.#rules.after(this.#rules.idleMs, () => this.#close(id, kept));
    // The last in the map is the last that was used.
    this.#lines.delete(id);
    this.#lines.set(id, kept);
    const idle = [...this.#lines].filter(([, { users, isStarted }]) => users === 0 && isStarted);
    for (const [oldId, old] of idle.slice(0, Math.max(0, idle.length - this.#rules.maxIdle))) this.#close(oldId, old);
  }

  #close(id: string, kept: Kept<Line>): void {
    kept.cancelEnd();
    this.#maker.stop(kept.line);
    kept.isStarted = false;
    if (this.#lines.get(id) === kept) this.#lines.delete(id);
  }
}
