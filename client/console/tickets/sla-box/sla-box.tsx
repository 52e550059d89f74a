import type { ReactNode } from "react";
import { useDirectory } from "#client/console/session/directory.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { slaBoxWords } from "#client/i18n/console-sla-box.ts";
import { formatInstant } from "#client/i18n/format.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import type { TicketClocks } from "#protocol/http-ticket-clocks";
import { arranged, type Leading } from "./leading.ts";
import { Mark } from "./mark.tsx";
import { PolicyLine } from "./policy-line.tsx";
import classes from "./sla-box.module.css";
import { useSaying, useWhen } from "./use-saying.ts";

/** What a ticket owes, and until when: the next in great, the others on a line each, who hears of it, and what promises it. */
export function SlaBox({ ticket: { clocks } }: { ticket: Pick<ShownTicket, "clocks"> }) {
  const { t } = useWordsOf(slaBoxWords);
  return (
    <section className={classes.box} aria-label={t("slaBox.title")} data-testid="sla-box">
      <h3>{t("slaBox.title")}</h3>
      {clocks === undefined ? <p className={classes.quiet}>{t("slaBox.soon")}</p> : <Clocks clocks={clocks} />}
    </section>
  );
}

function Clocks({ clocks }: { clocks: TicketClocks }) {
  const { t } = useWordsOf(slaBoxWords);
  const { leading, items, reply } = arranged(clocks);
  const { escalates, escalated, policy } = clocks;
  if (leading === undefined) return <p className={classes.quiet}>{t("slaBox.none")}</p>;
  const hasLines = items.length > 0 || [reply, escalates, escalated].some((line) => line !== undefined);
  return (
    <>
      <Great leading={leading} />
      {hasLines && (
        <dl className={classes.lines}>
          {items.map((clock) => (
            <Line key={clock.kind} leading={{ of: "ticket", clock }} />
          ))}
          {reply !== undefined && <Line leading={{ of: "reply", clock: reply }} />}
          {escalated !== undefined && <Escalation name={t("slaBox.escalated")} {...escalated} />}
          {escalates !== undefined && <Escalation name={t("slaBox.escalates")} {...escalates} />}
        </dl>
      )}
      {policy !== undefined && <PolicyLine policy={policy} />}
    </>
  );
}

function Great({ leading }: { leading: Leading }) {
  const { look, tone, headline, detail } = useSaying(leading);
  return (
    <div className={classes.great} data-tone={tone} title={useMomentOf(leading)} data-testid="sla-leading">
      <Mark look={look} isLarge />
      <div>
        <div className={classes.headline}>{headline}</div>
        <div className={classes.detail}>{detail}</div>
      </div>
    </div>
  );
}

function Line({ leading }: { leading: Leading }) {
  const { name, look, tone, value, target } = useSaying(leading);
  const title = useMomentOf(leading);
  return (
    <Row name={name} mark={<Mark look={look} />} tone={tone} title={title} testId={`sla-${leading.clock.kind}`}>
      {value}
      {target !== undefined && <span className={classes.target}> {target}</span>}
    </Row>
  );
}

interface EscalationProps extends Omit<NonNullable<TicketClocks["escalates"]>, "kind"> {
  readonly name: string;
}

function Escalation({ name, atMs, to, toId }: EscalationProps) {
  const { t, locale } = useWordsOf(slaBoxWords);
  const { agentName } = useDirectory();
  const when = useWhen(true);
  const who = toId === undefined ? t(`slaBox.who.${to}`) : agentName(toId);
  return (
    <Row
      name={name}
      mark={<Mark look={{ shape: "escalate" }} />}
      tone="calm"
      title={formatInstant(locale, atMs)}
      testId="sla-escalation"
    >
      {t("slaBox.to", { when: when(atMs), who })}
    </Row>
  );
}

interface RowProps {
  readonly name: string;
  readonly mark: ReactNode;
  readonly tone: string;
  readonly title: string | undefined;
  readonly testId: string;
  readonly children: ReactNode;
}

function Row({ name, mark, tone, title, testId, children }: RowProps) {
  return (
    <div data-tone={tone} title={title} data-testid={testId}>
      <dt>
        {mark}
        {name}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** In full, of what is due or when it was done. */
function useMomentOf({ of, clock }: Leading): string | undefined {
  const { locale } = useWordsOf(slaBoxWords);
  const atMs = clock.dueAtMs ?? (of === "ticket" ? clock.endedAtMs : undefined);
  return atMs === undefined ? undefined : formatInstant(locale, atMs);
}
