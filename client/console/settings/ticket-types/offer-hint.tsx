import { Button } from "@mantine/core";
import { useWordsOf } from "#client/console/words.tsx";
import { offeredTypesWords } from "#client/i18n/console-offered-types.ts";
import classes from "./ticket-types.module.css";
import { useOffered } from "./use-offered.ts";

/** What the switches are for, and what there is to know when none is on or they could not be loaded. */
export function OfferHint() {
  const { t } = useWordsOf(offeredTypesWords);
  const { list } = useOffered();
  if (list.isError && list.data === undefined)
    return (
      <p className={classes.offerHint} role="alert">
        {t("offeredTypes.unknown")}
        <Button onClick={() => void list.refetch()}>{t("action.retry")}</Button>
      </p>
    );
  const isNone = list.data?.some(({ offered }) => offered) === false;
  return (
    <p className={classes.offerHint} data-tone={isNone ? "warn" : undefined} role={isNone ? "status" : undefined}>
      {t(isNone ? "offeredTypes.none" : "offeredTypes.hint")}
    </p>
  );
}
