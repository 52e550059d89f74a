/** The categories of closing notes, for wherever the wire has only their ids. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { closingWords } from "#client/i18n/console-closing.ts";
import { readClosingSettings } from "#client/lib/closing-api.ts";
import { CLOSING_CATEGORIES } from "#protocol/closing";
import type { ClosingCategory } from "#protocol/http-closing";

const STALE_AFTER_MS = 60_000;

export const closingQuery = queryOptions({
  queryKey: ["closing-settings"],
  queryFn: () => readClosingSettings(api),
  staleTime: STALE_AFTER_MS,
});

export function useClosingWords() {
  const words = useWordsOf(closingWords);
  const { t } = words;
  /** In the shop's words, or in the reader's for a built-in one. */
  const nameOf = ({ id, name }: Pick<ClosingCategory, "id" | "name">): string => {
    const builtIn = CLOSING_CATEGORIES.find((known) => known === id);
    return name ?? (builtIn === undefined ? id : t(`closing.name.${builtIn}`));
  };
  return { ...words, nameOf };
}

/** @param isWanted whether there is one to name. @returns what a category is called, for its id */
export function useCategoryName(isWanted = true): (id: string) => string {
  const mayRead = useMay("closing.read");
  const { data } = useQuery({ ...closingQuery, enabled: mayRead && isWanted });
  const { nameOf } = useClosingWords();
  return (id) => nameOf(data?.categories.find((category) => category.id === id) ?? { id });
}
