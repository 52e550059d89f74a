/** Which labels a search finds, and what a new one is like. */
import { LABEL_COLOURS, type LabelColour } from "#protocol/constants";
import type { Label } from "#protocol/http-labels";

function folded(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, " ").trim().toLowerCase();
}

/** Those with all of the words in their names, whatever the case or width. */
export function foundLabels(labels: readonly Label[], search: string): readonly Label[] {
  const words = folded(search).split(" ");
  return labels.filter(({ name }) => words.every((word) => folded(name).includes(word)));
}

/** Whether a label of this name could be made. */
export function isNewName(labels: readonly Label[], name: string): boolean {
  return name !== "" && labels.every((label) => folded(label.name) !== folded(name));
}

/** The colour that is used least. */
export function nextColour(labels: readonly Label[]): LabelColour {
  const uses = (colour: LabelColour) => labels.filter((label) => label.colour === colour).length;
  return LABEL_COLOURS.reduce((least, colour) => (uses(colour) < uses(least) ? colour : least));
}
