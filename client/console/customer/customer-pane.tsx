import { Drawer } from "@mantine/core";
import { useWordsOf } from "#client/console/words.tsx";
import { customerWords } from "#client/i18n/console-customer.ts";
import classes from "./customer-pane.module.css";
import { CustomerPanel, type CustomerPanelProps } from "./customer-panel.tsx";
import type { PanelState } from "./use-panel.ts";

/** The panel where there is room for it: beside the thread, or drawn over it; on a phone it has the screen. */
export function CustomerPane({ panel, ...props }: Omit<CustomerPanelProps, "onClose"> & { panel: PanelState }) {
  const { t } = useWordsOf(customerWords);
  const content = <CustomerPanel {...props} onClose={panel.toggle} />;
  if (panel.isPane) {
    return panel.isOpen ? (
      <aside className={classes.pane} aria-label={t("customer.title")}>
        {content}
      </aside>
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
