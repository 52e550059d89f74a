import { Fragment } from "react";
import classes from "./caps.module.css";
import { caps } from "./keys.ts";

const isMac = /mac|iphone|ipad/i.test(navigator.platform);

/** Keys drawn as caps; the presses of a sequence stand apart. */
export function Caps({ keys, then }: { keys: string; then?: string }) {
  return (
    <span className={classes.caps}>
      {caps(keys, isMac).map((press, index) => (
        <Fragment key={press.join()}>
          {index > 0 && <span className={classes.then}>{then}</span>}
          {press.map((cap) => (
            <kbd key={cap}>{cap}</kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}

/** In words, for a control's label. */
export function capsText(keys: string): string {
  return caps(keys, isMac)
    .map((press) => press.join(isMac ? "" : "+"))
    .join(" ");
}
