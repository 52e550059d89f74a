import { Skeleton, Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { meQuery } from "#client/console/session/me.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { setRoleSecurity } from "#client/lib/security-api.ts";
import { ROLES } from "#protocol/constants";
import { Card } from "./card.tsx";
import { Confirm } from "./confirm.tsx";
import { roleSecurityQuery } from "./queries.ts";
import classes from "./security.module.css";
import { wordRefusal } from "./word-refusal.ts";

export interface CustomRole {
  readonly id: string;
  readonly name: string;
}

/** Which roles need a second factor: a card for the page of roles. */
export function SecondFactorByRole({ customRoles = [] }: { customRoles?: readonly CustomRole[] }) {
  const { t } = useWordsOf(securityWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const { data, isPending } = useQuery(roleSecurityQuery);
  const [asked, setAsked] = useState<CustomRole>();
  const changing = useMutation({
    mutationFn: ({ id, isRequired }: { id: string; isRequired: boolean }) => setRoleSecurity(api, id, isRequired),
    onSuccess: () => queries.invalidateQueries({ queryKey: meQuery.queryKey }),
    onError: (error) => {
      if (!isSignedOut(error)) notify.problem(wordRefusal(error, t));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: roleSecurityQuery.queryKey }),
  });
  const rows: CustomRole[] = [...ROLES.map((id) => ({ id, name: t(`byRole.role.${id}`) })), ...customRoles];
  const isRequired = (id: string) =>
    changing.isPending && changing.variables.id === id
      ? changing.variables.isRequired
      : (data?.some(({ role, secondFactorRequired }) => role === id && secondFactorRequired) ?? false);
  return (
    <Card title={t("byRole.title")} text={t("byRole.text")} testId="second-factor-by-role">
      <ul className={classes.rows} aria-busy={isPending}>
        {rows.map((role) => (
          <li key={role.id} className={classes.row}>
            <div className={classes.words}>
              <strong>{role.name}</strong>
            </div>
            {isPending ? (
              <Skeleton height={20} width={38} />
            ) : (
              <Switch
                aria-label={t("byRole.switch", { role: role.name })}
                checked={isRequired(role.id)}
                onChange={(event) => {
                  // To take it back interrupts nobody.
                  if (event.currentTarget.checked) setAsked(role);
                  else changing.mutate({ id: role.id, isRequired: false });
                }}
                data-testid={`second-factor-of-${role.id}`}
              />
            )}
          </li>
        ))}
      </ul>
      {asked !== undefined && (
        <Confirm
          title={t("byRole.onTitle", { role: asked.name })}
          text={t("byRole.onText")}
          action={t("byRole.on")}
          isBusy={false}
          isHarmless
          onClose={() => setAsked(undefined)}
          onConfirm={() => {
            setAsked(undefined);
            changing.mutate({ id: asked.id, isRequired: true });
          }}
        />
      )}
    </Card>
  );
}
