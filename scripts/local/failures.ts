/** How a start can fail in a way that is told in words, without a stack. */

/** Something that the person can mend. */
export class StartRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StartRefused";
  }
}

/** A tool that was run has failed. */
export class ToolFailed extends Error {
  /** The end of what it printed. */
  readonly tail: string;

  constructor(message: string, output: string) {
    super(message);
    this.name = "ToolFailed";
    this.tail = tailOf(output);
  }
}

const TAIL_LINES = 15;

function tailOf(output: string): string {
  return output.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
}
