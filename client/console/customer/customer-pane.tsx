import { Drawer } from "@mantine/core";
import { lazy, Suspense } from "react";
import { PaneDivider } from "#client/console/shell/pane-divider.tsx";
import { CONTEXT_PANE } from "#client/console/shell/pane-width.ts";
import { usePaneWidth } from "#client/console/shell/use-pane-width.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { customerWords } from "#client/i18n/console-customer.ts";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import classes from "./customer-pane.module.css";
import type { CustomerPanelProps } from "./customer-panel.tsx";
import type { PanelState } from "./use-panel.ts";

// The conversation stands first; who the customer is may follow a moment later.
const CustomerPanel = lazy(() => import("./customer-panel.tsx").then((panel) => ({ default: panel.CustomerPanel })));

/** The panel where there is room for it: beside the thread, or drawn over it; on a phone it has the screen. */
export function CustomerPane({ panel, ...props }: Omit<CustomerPanelProps, "onClose"> & { panel: PanelState }) {
  const { t } = useWordsOf(customerWords);
  const panes = useWordsOf(inboxWords);
  const [widthPx, setWidthPx] = usePaneWidth("context", CONTEXT_PANE);
  const content = (
    <Suspense fallback={<div className={classes.loading} aria-busy="true" />}>
      <CustomerPanel {...props} onClose={panel.toggle} />
    </Suspense>
  );
  if (panel.isPane) {
    return panel.isOpen ? (
      <>
        <PaneDivider
          label={panes.t("pane.context")}
          widthPx={widthPx}
          range={CONTEXT_PANE}
          paneIs="after"
          onWidth={setWidthPx}
          testId="context-divider"
        />
        <aside className={classes.pane} style={{ width: widthPx }} aria-label={t("customer.title")}>
          {content}
        </aside>
      </>
    ) : null;
  }
  return (
    <Drawer.Root
      opened={panel.isOpen}
      onClose={panel.toggle}
      position="right"
      size={panel.isPhone ? "100%" : "var(--w-context)"}
      padding={0}
      classNames={{ body: classes.drawer, content: classes.sheet }}
    >
      <Drawer.Overlay backgroundOpacity={0.4} />
      {/* Its name belongs to the dialog; around it there is only a box. */}
      <Drawer.Content aria-label={t("customer.title")}>
        <Drawer.Body>{content}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
