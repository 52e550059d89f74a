import { Link } from "@tanstack/react-router";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { formatDayTime, formatInstant } from "#client/i18n/format.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { PropertyRow, RowWords } from "./property-row.tsx";

/** What the ticket's own course made so: nobody sets it. */
export function GivenFacts({ ticket }: { ticket: ShownTicket }) {
  const { t, locale, categoryName } = useTicketWords();
  const { parentId, rating, closingCategory, reopenings, createdAtMs } = ticket;
  return (
    <>
      <PropertyRow name={t("ticket.channel")}>
        <RowWords>{t(`ticket.channel.${ticket.channel}`)}</RowWords>
      </PropertyRow>
      {rating !== undefined && (
        <PropertyRow name={t("ticket.rating")}>
          <RowWords testId="ticket-rating">{t("ticket.ratingOf", { stars: String(rating) })}</RowWords>
        </PropertyRow>
      )}
      {closingCategory !== undefined && (
        <PropertyRow name={t("ticket.closingCategory")}>
          <RowWords>{categoryName(closingCategory)}</RowWords>
        </PropertyRow>
      )}
      {reopenings !== undefined && (
        <PropertyRow name={t("ticket.reopenings")}>
          <RowWords testId="ticket-reopenings">{t("ticket.times", { count: reopenings })}</RowWords>
        </PropertyRow>
      )}
      {parentId !== undefined && (
        <PropertyRow name={t("ticket.parent")}>
          <RowWords>
            <Link to="/tickets/$ticketId" params={{ ticketId: parentId }} search={{ view: "all" }}>
              {t("ticket.parentLink")}
            </Link>
          </RowWords>
        </PropertyRow>
      )}
      <PropertyRow name={t("ticket.createdAt")}>
        <RowWords>
          <time dateTime={new Date(createdAtMs).toISOString()} title={formatInstant(locale, createdAtMs)}>
            {formatDayTime(locale, createdAtMs, Date.now())}
          </time>
        </RowWords>
      </PropertyRow>
    </>
  );
}
