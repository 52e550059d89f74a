import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { threadWords } from "#client/i18n/console-thread.ts";
import classes from "./find-bar.module.css";
import { findText } from "./find-text.ts";
import type { ThreadItem } from "./thread-items.ts";

export interface FindBarProps {
  readonly items: readonly ThreadItem[];
  readonly canLoadOlder: boolean;
  readonly onLoadOlder: () => void;
  /** The message to show; undefined while nothing is found. */
  readonly onFound: (key: string | undefined) => void;
  readonly onClose: () => void;
}

/** Finds words in a thread of which the page holds only a part, where the browser's own search would not. */
export function FindBar({ items, canLoadOlder, onLoadOlder, onFound, onClose }: FindBarProps) {
  const { t } = useWordsOf(threadWords);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const [q, setQ] = useState("");
  /** Counted from the latest, where a reader begins. */
  const [nth, setNth] = useState(0);
  const found = useMemo(() => findText(items, q), [items, q]);
  const place = found.length === 0 ? 0 : nth % found.length;
  const key = found[place];
  useEffect(() => onFound(key), [key, onFound]);
  const step = (by: number) => found.length > 0 && setNth((place + by + found.length) % found.length);
  return (
    <search className={classes.bar} data-testid="find-bar">
      <TextInput
        ref={field}
        className={classes.field ?? ""}
        aria-label={t("find.label")}
        placeholder={t("find.label")}
        value={q}
        onChange={(event) => {
          setQ(event.currentTarget.value);
          setNth(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Escape") onClose();
          if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
        }}
        data-testid="find-field"
      />
      <span className={classes.count} role="status" data-testid="find-count">
        {q.trim() !== "" && t("find.count", { place: found.length === 0 ? 0 : place + 1, count: found.length })}
      </span>
      <ActionIcon aria-label={t("find.older")} onClick={() => step(1)} disabled={found.length === 0}>
        <Icon name="up" size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t("find.newer")} onClick={() => step(-1)} disabled={found.length === 0}>
        <Icon name="down" size={16} />
      </ActionIcon>
      {canLoadOlder && (
        <Button variant="subtle" onClick={onLoadOlder}>
          {t("thread.older")}
        </Button>
      )}
      <ActionIcon aria-label={t("action.close")} onClick={onClose}>
        <Icon name="x" size={16} />
      </ActionIcon>
    </search>
  );
}
