import { ActionIcon, Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { customerWords } from "#client/i18n/console-customer.ts";
import { formatInstant } from "#client/i18n/format.ts";
import { ApiError } from "#client/lib/api.ts";
import { contactOf } from "#client/lib/contact-api.ts";
import type { ContactProfile } from "#protocol/http-contacts";
import { Attributes } from "./attributes.tsx";
import { BlockAction } from "./block-action.tsx";
import classes from "./customer-panel.module.css";
import { Orders } from "./orders.tsx";
import { OtherConversations } from "./other-conversations.tsx";
import { PersonalField } from "./personal-field.tsx";
import { RightsActions } from "./rights-actions.tsx";
import { Tickets } from "./tickets.tsx";

export interface CustomerPanelProps {
  readonly contactId: string;
  /** As the thread names them. */
  readonly customerName: string;
  /** The one that is open. */
  readonly conversationId: string;
  /** What the open conversation is marked with. */
  readonly marks: ReactNode;
  readonly onClose: () => void;
}

const RETRIES = 2;

/** Who the customer is, as far as the reader may know, and what may be done about them. */
export function CustomerPanel({ contactId, customerName, conversationId, marks, onClose }: CustomerPanelProps) {
  const { t } = useWordsOf(customerWords);
  const contact = useQuery({
    queryKey: ["contact", contactId],
    queryFn: () => contactOf(api, contactId),
    // One that has just begun to write is listed a moment later.
    retry: RETRIES,
  });
  return (
    <div className={classes.panel} data-testid="customer-panel" data-contact-id={contactId}>
      <header className={classes.bar}>
        <h2>{t("customer.title")}</h2>
        <ActionIcon onClick={onClose} aria-label={t("customer.close")} data-testid="customer-close">
          <Icon name="x" />
        </ActionIcon>
      </header>
      <div className={classes.scroll}>
        {contact.data !== undefined && (
          <section className={classes.section}>
            <Identity contact={contact.data} customerName={customerName} />
            <Fields contact={contact.data} />
          </section>
        )}
        {contact.isPending && <Loading />}
        {/* In one place whatever comes in around them: what is open over them stays open, and what is typed there is kept. */}
        {marks}
        {contact.isError && <Failed error={contact.error} onRetry={() => void contact.refetch()} />}
        {contact.data !== undefined && (
          <Work contact={contact.data} customerName={customerName} conversationId={conversationId} />
        )}
      </div>
    </div>
  );
}

/** What the customer has had to do with the shop, and what may be done about them. */
function Work(props: { contact: ContactProfile; customerName: string; conversationId: string }) {
  const { contact, customerName, conversationId } = props;
  const { t } = useWordsOf(customerWords);
  const maySeeTickets = useMay("ticket.read");
  const others = contact.conversations.filter(({ conversation }) => conversation.id !== conversationId);
  return (
    <>
      <Orders contactId={contact.id} />
      {maySeeTickets && <Tickets contactId={contact.id} />}
      <Attributes contactId={contact.id} />
      <section className={classes.section}>
        <h3>{t("customer.others")}</h3>
        <OtherConversations rows={others} />
      </section>
      <div className={classes.actions}>
        <BlockAction contactId={contact.id} name={customerName} />
        <RightsActions contactId={contact.id} />
      </div>
    </>
  );
}

function Identity({ contact, customerName }: { contact: ContactProfile; customerName: string }) {
  const { t, locale } = useWordsOf(customerWords);
  const sinceMs = Date.parse(contact.firstSeenAt);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(sinceMs);
  return (
    <div className={classes.identity}>
      <Avatar id={contact.id} name={customerName} />
      <div className={classes.who}>
        <strong className="ellipsis">{customerName}</strong>
        <span title={formatInstant(locale, sinceMs)}>{t("customer.since", { date })}</span>
        {isSaid(contact, "name") && <span data-testid="customer-name-said">{t("customer.nameSaid")}</span>}
      </div>
      <span className={classes.verified} data-verified={contact.verified} data-testid="customer-verified">
        <Icon name={contact.verified ? "check" : "person"} size={14} />
        {t(contact.verified ? "customer.verified" : "customer.unverified")}
      </span>
    </div>
  );
}

/** Of one whom the shop vouched for, what it did not sign; of a guest, nothing is. */
function isSaid({ verified, detailsVerified, ...contact }: ContactProfile, field: "name" | "email"): boolean {
  return verified && contact[field] !== undefined && !detailsVerified[field];
}

function Fields({ contact }: { contact: ContactProfile }) {
  const { t, locale } = useWordsOf(customerWords);
  const { id, name, email, identifier } = contact;
  const language = contact.locale && new Intl.DisplayNames([locale], { type: "language" }).of(contact.locale);
  // A name that hides nothing stands above.
  const hidden = name?.masked === true ? name : undefined;
  if (!hidden && !email && !identifier && !language) return <p className={classes.quiet}>{t("customer.noFields")}</p>;
  return (
    <dl className={classes.fields} aria-label={t("customer.fields")}>
      {hidden && <PersonalField contactId={id} field="name" value={hidden} icon={<Icon name="person" size={16} />} />}
      {email && (
        <PersonalField
          contactId={id}
          field="email"
          value={email}
          icon={<Icon name="mail" size={16} />}
          remark={isSaid(contact, "email") ? t("customer.said") : undefined}
        />
      )}
      {identifier && (
        <PersonalField contactId={id} field="identifier" value={identifier} icon={<Icon name="key" size={16} />} />
      )}
      {language && (
        <div className={classes.field} data-testid="customer-language">
          <dt>
            <Icon name="web" size={16} />
            <span className="visually-hidden">{t("customer.language")}</span>
          </dt>
          <dd>{language}</dd>
        </div>
      )}
    </dl>
  );
}

function Loading() {
  const { t } = useWordsOf(customerWords);
  return (
    <section className={classes.section} aria-busy="true" data-testid="customer-loading">
      <span className="visually-hidden">{t("console.loading")}</span>
      <Skeleton height={32} width="70%" />
      <Skeleton height={20} mt={12} />
      <Skeleton height={20} mt={8} width="60%" />
    </section>
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useWordsOf(customerWords);
  const isGone = error instanceof ApiError && error.code === "not_found";
  return (
    <Notice
      alert={!isGone}
      icon={<Icon name={isGone ? "person" : "offline"} />}
      title={t(isGone ? "customer.gone.title" : "customer.failed.title")}
      text={t(isGone ? "customer.gone.text" : "customer.failed.text")}
    >
      <Button onClick={onRetry} data-testid="customer-retry">
        {t("action.retry")}
      </Button>
    </Notice>
  );
}
