/** A file that begins as one of its kind and is none. */
export class FormatBroken extends Error {
  constructor() {
    super("not a file of its kind");
    this.name = "FormatBroken";
  }
}
