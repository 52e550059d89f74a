import { Button, NumberInput } from "@mantine/core";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { shopWords } from "#client/i18n/console-shop.ts";
import { saveCapacity } from "#client/lib/inbox-settings-api.ts";
import { MAX_CAPACITY } from "#protocol/constants";
import type { TeamMember } from "#protocol/http-teams";
import classes from "./teams.module.css";
import { useTeamChange } from "./use-teams.ts";

interface MemberRowProps {
  readonly member: TeamMember;
  readonly defaultCapacity: number;
}

/** A member and how many conversations they have at once at most; it is saved when the field is left. */
export function MemberRow({ member, defaultCapacity }: MemberRowProps) {
  const { t } = useWordsOf(shopWords);
  const { id, name, capacity = null, takesWork } = member;
  const [typed, setTyped] = useState<string | number>();
  const saving = useTeamChange(
    (wanted: number | null) => saveCapacity(api, id, wanted, capacity),
    (wanted, words) => words("teams.capacity.saved", { name, count: wanted ?? defaultCapacity }),
  );
  const shown = typed ?? capacity ?? "";

  function save(wanted: number | null) {
    // What was typed is shown until the server's answer is.
    if (wanted === capacity) setTyped(undefined);
    else saving.mutate(wanted, { onSettled: () => setTyped(undefined) });
  }

  return (
    <li className={classes.member} data-testid="member" data-id={id}>
      <Avatar id={id} name={name} />
      <span className={`${classes.name} ellipsis`}>{name}</span>
      {takesWork ? (
        <div className={classes.capacity}>
          {capacity !== null && (
            <Button variant="subtle" onClick={() => save(null)} disabled={saving.isPending}>
              {t("teams.capacity.reset", { count: defaultCapacity })}
            </Button>
          )}
          <NumberInput
            aria-label={t("teams.capacity.of", { name })}
            value={shown}
            placeholder={t("teams.capacity.default", { count: defaultCapacity })}
            onChange={setTyped}
            onBlur={() => typed !== undefined && save(typeof typed === "number" ? typed : null)}
            onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
            min={1}
            max={MAX_CAPACITY}
            clampBehavior="strict"
            allowDecimal={false}
            allowNegative={false}
            hideControls
            data-testid="capacity"
          />
        </div>
      ) : (
        <span className={classes.quiet}>{t("teams.capacity.none")}</span>
      )}
    </li>
  );
}
