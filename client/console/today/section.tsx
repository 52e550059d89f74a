import type { ReactNode } from "react";
import { Icon, type IconName } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { todayWords } from "#client/i18n/console-today.ts";
import classes from "./today.module.css";

interface SectionProps {
  readonly name:
    | "unread"
    | "waiting"
    | "due"
    | "newTickets"
    | "dueTickets"
    | "followUps"
    | "refunds"
    | "calls"
    | "flagged";
  readonly icon: IconName;
  readonly count: number;
  readonly more?: boolean;
  readonly children: ReactNode;
}

/** One kind of work with how much there is of it; nothing where there is none. */
export function Section({ name, icon, count, more = false, children }: SectionProps) {
  const { t } = useWordsOf(todayWords);
  if (count === 0) return null;
  const id = `today-${name}`;
  return (
    <section className={classes.section} aria-labelledby={id} data-testid={id}>
      <h2 id={id} className={classes.heading}>
        <Icon name={icon} size={16} />
        {t(`today.section.${name}`)}
        <span className={classes.count} title={more ? t("today.more") : undefined}>
          {t(more ? "today.countMore" : "today.count", { count })}
        </span>
      </h2>
      <ul>{children}</ul>
    </section>
  );
}
