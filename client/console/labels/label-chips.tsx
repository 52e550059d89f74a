import { useWordsOf } from "#client/console/words.tsx";
import { labelsWords } from "#client/i18n/console-labels.ts";
import type { LabelColour } from "#protocol/constants";
import { LabelDot } from "./label-dot.tsx";
import classes from "./labels.module.css";
import { useLabels, useMissingLabels } from "./use-labels.ts";

/** Chips of a conversation's labels. @param max of them; how many more there are stands behind */
export function LabelChips(props: { ids: readonly string[]; max?: number; wraps?: boolean }) {
  const { ids, max = Number.POSITIVE_INFINITY, wraps } = props;
  const { t } = useWordsOf(labelsWords);
  const labels = useLabels();
  useMissingLabels(ids, labels);
  const carried = labels.of(ids);
  const hidden = carried.slice(max);
  if (carried.length === 0) return null;
  return (
    <span className={classes.chips} data-wraps={wraps} data-testid="label-chips">
      <span className="visually-hidden">{t("labels.of")}</span>
      {carried.slice(0, max).map(({ id, name, colour }) => (
        <LabelChip key={id} name={name} colour={colour} />
      ))}
      {hidden.length > 0 && (
        <span className={classes.more} title={hidden.map(({ name }) => name).join(" · ")}>
          <span aria-hidden="true">+{hidden.length}</span>
          <span className="visually-hidden">{t("labels.more", { count: hidden.length })}</span>
        </span>
      )}
    </span>
  );
}

export function LabelChip({ name, colour }: { name: string; colour: LabelColour }) {
  return (
    <span className={classes.chip} title={name} data-testid="label-chip">
      <LabelDot colour={colour} />
      <span className="ellipsis">{name}</span>
    </span>
  );
}
