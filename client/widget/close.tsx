/** @jsxImportSource preact */
import { Icon } from "./icon.tsx";
import { t } from "./ui.ts";

/** Puts the panel away; the launcher does the same, but on a phone it is not there. */
export function Close({ close }: { close: () => void }) {
  return (
    <button type="button" class="icon-button" data-testid="close" aria-label={t("launcher.close")} onClick={close}>
      <Icon name="close" />
    </button>
  );
}
