import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import frame from "#client/console/settings/frame.module.css";
import { ConfirmDialog } from "#client/console/settings/people/confirm-dialog.tsx";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { ticketTypesQuery } from "#client/console/tickets/use-types.ts";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketTypesWords } from "#client/i18n/console-ticket-types.ts";
import { TICKET_TYPES } from "#protocol/constants";
import type { TicketType } from "#protocol/http-ticket-types";
import { OfferHint } from "./offer-hint.tsx";
import { OfferSwitch } from "./offer-switch.tsx";
import classes from "./ticket-types.module.css";
import { TypeDialog } from "./type-dialog.tsx";
import { TypeRow } from "./type-row.tsx";
import { useDeleteType } from "./use-type-settings.ts";

type Open = { readonly what: "create" } | { readonly what: "edit" | "delete"; readonly type: TicketType };

/** What kinds of tickets there are, and what each of them asks for. */
export function TicketTypesPage() {
  const { t } = useWordsOf(ticketTypesWords);
  const { typeName } = useTicketWords();
  const list = useQuery(ticketTypesQuery);
  const deletion = useDeleteType();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const types = list.data ?? [];
  return (
    <div className={frame.page} data-testid="ticket-types-page">
      <div className={frame.opening}>
        <p className={frame.intro}>{t("ticketTypes.intro")}</p>
        <Button
          variant="filled"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => setOpen({ what: "create" })}
          data-testid="type-new"
        >
          {t("ticketTypes.create")}
        </Button>
      </div>
      <OfferHint />
      <section className={classes.section}>
        <h2>{t("ticketTypes.own")}</h2>
        {list.isPending && <Skeleton height={104} aria-busy="true" />}
        {list.isError && types.length === 0 && (
          <Notice
            alert
            icon={<Icon name="offline" />}
            title={t("ticketTypes.failed.title")}
            text={t("ticketTypes.failed.text")}
          >
            <Button onClick={() => void list.refetch()}>{t("action.retry")}</Button>
          </Notice>
        )}
        {list.isSuccess && types.length === 0 && (
          <Notice
            icon={<Icon name="ticket" />}
            title={t("ticketTypes.empty.title")}
            text={t("ticketTypes.empty.text")}
          />
        )}
        {types.length > 0 && (
          <ul className={frame.rows}>
            {types.map((type) => (
              <TypeRow
                key={type.id}
                type={type}
                onEdit={() => setOpen({ what: "edit", type })}
                onDelete={() => setOpen({ what: "delete", type })}
              />
            ))}
          </ul>
        )}
      </section>
      <section className={classes.section}>
        <h2>{t("ticketTypes.builtIn")}</h2>
        <p className={classes.quiet}>{t("ticketTypes.builtInHint")}</p>
        <ul className={frame.rows}>
          {TICKET_TYPES.map((type) => (
            <li key={type} className={classes.row}>
              <span className={classes.fixed}>{typeName(type)}</span>
              <OfferSwitch id={type} name={typeName(type)} />
              <Icon name="lock" size={16} />
            </li>
          ))}
        </ul>
      </section>
      {open?.what === "create" && <TypeDialog type={undefined} onClose={close} />}
      {open?.what === "edit" && <TypeDialog type={open.type} onClose={close} />}
      {open?.what === "delete" && (
        <ConfirmDialog
          title={t("ticketTypes.deleting", { name: open.type.name })}
          text={t("ticketTypes.deletingText")}
          action={t("ticketTypes.delete")}
          pending={deletion.isPending}
          onConfirm={() => deletion.mutate(open.type, { onSettled: close })}
          onClose={close}
        />
      )}
    </div>
  );
}
