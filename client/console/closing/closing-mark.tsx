/** What the customer said of it, for a thread's header: their stars, or how the question stands. */
import { MAX_RATING } from "#protocol/closing";
import type { ConversationClosing } from "#protocol/vocabulary";
import classes from "./closing.module.css";
import { useCategoryName, useClosingWords } from "./use-closing.ts";

export default function ClosingMark({ closing }: { closing: ConversationClosing }) {
  const { t } = useClosingWords();
  const categoryName = useCategoryName();
  const { state, rating, category, reopenings } = closing;
  const said = [
    ...(state === undefined ? [] : [t(`closing.state.${state}`)]),
    ...(rating === undefined ? [] : [t("closing.rating", { stars: String(rating) })]),
    ...(category === undefined ? [] : [categoryName(category)]),
    ...(reopenings === undefined ? [] : [t("closing.reopenings", { count: reopenings })]),
  ];
  if (said.length === 0) return null;
  const shown = rating === undefined ? said[0] : stars(rating);
  return (
    <span className={classes.mark} data-state={state} data-testid="closing-mark" title={said.join(" · ")}>
      <span className={rating === undefined ? undefined : classes.stars} aria-hidden="true">
        {shown}
      </span>
      <span className="visually-hidden">{said.join(", ")}</span>
    </span>
  );
}

function stars(rating: number): string {
  return "★".repeat(rating) + "☆".repeat(MAX_RATING - rating);
}
