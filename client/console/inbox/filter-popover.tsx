import { ActionIcon, Indicator, Popover, Skeleton } from "@mantine/core";
import { type ReactNode, Suspense, useId, useState } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import classes from "./list-header.module.css";

interface FilterPopoverProps {
  readonly title: string;
  /** Of the button: it says how many filters there are. */
  readonly label: string;
  readonly count: number;
  readonly testId: string;
  /** The fields, which come when it is first opened. */
  readonly children: ReactNode;
}

/** The button in a list's header that says whether the list is narrowed, and opens what it is narrowed by. */
export function FilterPopover({ title, label, count, testId, children }: FilterPopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const titleId = useId();
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={280}
      trapFocus
      shadow="lg"
      withRoles={false}
    >
      <Popover.Target>
        <Indicator disabled={count === 0} color="var(--accent)" size={8} offset={6}>
          <ActionIcon
            aria-label={label}
            aria-expanded={isOpen}
            aria-haspopup="dialog"
            title={label}
            onClick={() => setOpen(!isOpen)}
            data-testid={testId}
          >
            <Icon name="filter" />
          </ActionIcon>
        </Indicator>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-labelledby={titleId} className={classes.filters ?? ""}>
        <h2 id={titleId}>{title}</h2>
        <Suspense fallback={<Skeleton height={220} />}>{children}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
