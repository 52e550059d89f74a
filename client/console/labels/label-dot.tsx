import type { LabelColour } from "#protocol/constants";
import classes from "./labels.module.css";

/** The colour of a label, which says nothing that its name does not. */
export function LabelDot({ colour }: { colour: LabelColour }) {
  return <span className={classes.dot} data-colour={colour} aria-hidden="true" />;
}
