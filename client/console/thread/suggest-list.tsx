import { Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type SyntheticEvent, useEffect, useRef } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import classes from "./suggest-list.module.css";
import type { Suggestion } from "./suggestions.ts";
import type { Suggest } from "./use-suggest.ts";

function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/**
 * What the field of a list has: where its caret is, and that it works the list.
 * @param setCaret undefined while more than a place is selected, or the field is left
 */
export function suggestingField(
  listId: string,
  suggest: Suggest | undefined,
  setCaret: (caret: number | undefined) => void,
) {
  return {
    onSelect: ({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) => {
      const { selectionStart, selectionEnd } = currentTarget;
      setCaret(selectionStart === selectionEnd ? selectionStart : undefined);
    },
    onBlur: () => setCaret(undefined),
    ...(suggest !== undefined && { "aria-controls": listId, "aria-autocomplete": "list" as const }),
    ...(suggest !== undefined &&
      suggest.items.length > 0 && { "aria-activedescendant": optionId(listId, suggest.active) }),
  };
}

/** Above the field: what fits what was typed. The focus stays in the field, whose keys walk through it. */
export function SuggestList(props: { id: string; suggest: Suggest; onPick: (item: Suggestion) => void }) {
  const { id, suggest, onPick } = props;
  const { t } = useWordsOf(deskWords);
  const { items, active, state, trigger } = suggest;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div className={classes.popover} data-testid="suggest" data-kind={trigger.kind}>
      <div ref={list} className={classes.list} id={id} role="listbox" aria-label={t(`suggest.${trigger.kind}`)}>
        {items.map((item, index) => (
          // The field keeps the focus and has the keys; this is where a pointer goes.
          <div
            key={item.key}
            id={optionId(id, index)}
            className={classes.option}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            data-index={index}
            data-kind={trigger.kind}
            onPointerDown={(event) => {
              event.preventDefault();
              onPick(item);
            }}
            data-testid="suggestion"
          >
            {item.sign !== undefined && <span className={classes.sign}>{item.sign}</span>}
            <span className={`${classes.label} ellipsis`}>{item.label}</span>
            {item.detail !== undefined && <span className={`${classes.detail} ellipsis`}>{item.detail}</span>}
            {item.isOwn && <span className={classes.own}>{t("suggest.own")}</span>}
          </div>
        ))}
      </div>
      {items.length === 0 && (
        <div className={classes.none} role="status">
          {state === "loading" ? <Skeleton height={20} /> : t(wordsForNone())}
        </div>
      )}
      {trigger.kind === "canned" && (
        <Link to="/settings/canned" className={classes.manage} data-testid="suggest-manage">
          {t("suggest.manage")}
        </Link>
      )}
      {items.length > 0 && (
        <span className="visually-hidden" role="status">
          {t("suggest.count", { count: items.length })}
        </span>
      )}
    </div>
  );

  function wordsForNone() {
    if (state === "failed") return "suggest.failed";
    return trigger.kind === "canned" ? "suggest.cannedEmpty" : "suggest.none";
  }
}
