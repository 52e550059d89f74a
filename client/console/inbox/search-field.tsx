import { ActionIcon, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useOffers } from "#client/console/commands/commands.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { searchWords } from "#client/i18n/console-search.ts";
import { MAX_SEARCH_CHARS } from "#protocol/constants";
import classes from "./search.module.css";

interface SearchFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onComposing: (isComposing: boolean) => void;
}

export function SearchField({ text, onText, onComposing }: SearchFieldProps) {
  const { t } = useWordsOf(searchWords);
  const field = useRef<HTMLInputElement>(null);
  const [isComposing, setComposing] = useState(false);
  const compose = (next: boolean) => {
    setComposing(next);
    onComposing(next);
  };
  useOffers({ search: () => field.current?.focus() });
  const clear = () => {
    onText("");
    field.current?.focus();
  };
  return (
    <search className={classes.field}>
      <TextInput
        ref={field}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={MAX_SEARCH_CHARS}
        aria-label={t("search.label")}
        placeholder={t("search.placeholder")}
        leftSection={<Icon name="search" size={16} />}
        rightSection={
          text !== "" && (
            <ActionIcon aria-label={t("search.clear")} onClick={clear} data-testid="search-clear">
              <Icon name="x" size={14} />
            </ActionIcon>
          )
        }
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onCompositionStart={() => compose(true)}
        onCompositionEnd={() => compose(false)}
        onKeyDown={(event) => {
          // Escape while an input method is open is for that alone.
          if (event.key === "Escape" && text !== "" && !isComposing && !event.nativeEvent.isComposing) clear();
        }}
        data-testid="search-field"
      />
    </search>
  );
}
