import { Switch } from "@mantine/core";
import { useWordsOf } from "#client/console/words.tsx";
import { offeredTypesWords } from "#client/i18n/console-offered-types.ts";
import classes from "./ticket-types.module.css";
import { useOffered } from "./use-offered.ts";

/** Whether customers may choose this type; not there until it is known. */
export function OfferSwitch({ id, name }: { id: string; name: string }) {
  const { t } = useWordsOf(offeredTypesWords);
  const { list, offer } = useOffered();
  const known = list.data?.find((each) => each.id === id);
  if (known === undefined) return null;
  return (
    <Switch
      className={classes.offer ?? ""}
      label={t("offeredTypes.switch")}
      aria-label={t("offeredTypes.of", { name })}
      labelPosition="left"
      checked={known.offered}
      onChange={(event) => offer({ id, name, offered: event.currentTarget.checked })}
      data-testid={`type-offered-${id}`}
    />
  );
}
