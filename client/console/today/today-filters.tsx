import { Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { todayWords } from "#client/i18n/console-today.ts";
import { PRIORITIES, TICKET_CHANNELS, TODAY_STATUSES } from "#protocol/constants";
import type { TodayFilters } from "#protocol/http-today";
import { readTodaySearch } from "./search.ts";
import classes from "./today.module.css";

/** What the day is narrowed to, a chip each. */
export function TodayFilterChips({ filters }: { filters: TodayFilters }) {
  const { t } = useWordsOf(todayWords);
  const navigate = useNavigate();
  const narrow = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: "/today", search: readTodaySearch({ ...filters, ...change }), replace: true });
  return (
    <fieldset className={classes.chips} aria-label={t("today.filters")}>
      <Chip
        name={t("today.channel")}
        options={TICKET_CHANNELS.map((value) => ({ value, label: t(`today.channel.${value}`) }))}
        value={filters.channel}
        onChoose={(channel) => narrow({ channel })}
        testId="today-channel"
      />
      <Chip
        name={t("today.priority")}
        options={PRIORITIES.toReversed().map((value) => ({ value, label: t(`priority.${value}`) }))}
        value={filters.priority}
        onChoose={(priority) => narrow({ priority })}
        testId="today-priority"
      />
      <Chip
        name={t("today.status")}
        options={TODAY_STATUSES.map((value) => ({ value, label: t(`today.status.${value}`) }))}
        value={filters.status}
        onChoose={(status) => narrow({ status })}
        testId="today-status"
      />
    </fieldset>
  );
}

interface ChipProps {
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | undefined;
  readonly onChoose: (value: string | undefined) => void;
  readonly testId: string;
}

function Chip({ name, options, value, onChoose, testId }: ChipProps) {
  const { t } = useWordsOf(todayWords);
  const chosen = options.find((option) => option.value === value);
  return (
    <Menu position="bottom-start" width={200}>
      <Menu.Target>
        <button type="button" className={classes.chip} data-set={chosen && true} data-testid={testId}>
          {chosen === undefined ? name : t("today.is", { name, value: chosen.label })}
          <Icon name="down" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {[{ value: undefined, label: t("today.any") }, ...options].map((option) => (
          <Menu.Item
            key={option.label}
            role="menuitemradio"
            aria-checked={option.value === value}
            rightSection={option.value === value ? <Icon name="check" size={16} /> : undefined}
            onClick={() => onChoose(option.value)}
          >
            {option.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
