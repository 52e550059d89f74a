import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import frame from "#client/console/settings/frame.module.css";
import routing from "#client/console/settings/routing/routing.module.css";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { weightWords } from "#client/i18n/console-weights.ts";
import { CHANNELS } from "#protocol/constants";
import type { WorkWeights } from "#protocol/http-work-weights";
import { FIRST_CONVERSATION_WEIGHT } from "#protocol/work-weights";
import { weightsQuery } from "./use-weights.ts";
import { WeightsDialog } from "./weights-dialog.tsx";

const ROW_HEIGHT = 106;

/** How many places each kind of work takes, as it stands. */
export function WeightsSection() {
  const { t } = useWordsOf(weightWords);
  const query = useQuery({ ...weightsQuery, refetchOnMount: "always" });
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={routing.section} data-testid="weights-section">
      <header className={frame.opening}>
        <h3>{t("weights.title")}</h3>
        {query.data !== undefined && (
          <Button aria-label={t("weights.change.label")} onClick={() => setOpen(true)} data-testid="change-weights">
            {t("weights.change")}
          </Button>
        )}
      </header>
      <p className={routing.quiet}>{t("weights.intro")}</p>
      {query.data !== undefined ? (
        <Kinds weights={query.data.weights} />
      ) : query.isError ? (
        <p className={routing.quiet} role="alert">
          {t("weights.failed")} <Button onClick={() => void query.refetch()}>{t("action.retry")}</Button>
        </p>
      ) : (
        <Skeleton height={ROW_HEIGHT} />
      )}
      {isOpen && query.data !== undefined && <WeightsDialog settings={query.data} onClose={() => setOpen(false)} />}
    </section>
  );
}

function Kinds({ weights: { conversations, tickets } }: { weights: WorkWeights }) {
  const { t, locale } = useWordsOf(weightWords);
  const { typeName } = useTicketWords();
  const number = new Intl.NumberFormat(locale);
  const channels = CHANNELS.map(
    (channel) => [t(`weights.channel.${channel}`), conversations[channel] ?? FIRST_CONVERSATION_WEIGHT] as const,
  );
  const types = Object.entries(tickets)
    .filter(([, weight]) => weight > 0)
    .map(([type, weight]) => [typeName(type), weight] as const);
  const say = (kinds: readonly (readonly [string, number])[]) =>
    kinds.map(([name, weight]) => `${name} ${number.format(weight)}`).join(" · ");
  return (
    <ul className={frame.rows}>
      <li className={routing.row}>
        <div className={routing.what}>
          <span>{t("weights.conversations")}</span>
          <span className={routing.quiet} data-testid="conversation-weights">
            {say(channels)}
          </span>
        </div>
      </li>
      <li className={routing.row}>
        <div className={routing.what}>
          <span>{t("weights.tickets")}</span>
          <span className={routing.quiet} data-testid="ticket-weights">
            {types.length === 0 ? t("weights.tickets.none") : say(types)}
          </span>
        </div>
      </li>
    </ul>
  );
}
