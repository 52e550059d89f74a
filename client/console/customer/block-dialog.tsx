import { Button, Checkbox, Modal } from "@mantine/core";
import { useState } from "react";
import dialog from "#client/console/actions/dialogs.module.css";
import { BlockTerms, type Terms } from "#client/console/settings/blocks/block-terms.tsx";
import { expiryOf } from "#client/console/settings/blocks/durations.ts";
import { useBlockContact } from "#client/console/settings/blocks/use-blocks.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { blocksWords } from "#client/i18n/console-blocks.ts";

export interface BlockDialogProps {
  readonly contactId: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Blocks one person, with the network that they came from if the agent wants that too. */
export function BlockDialog({ contactId, name, onClose }: BlockDialogProps) {
  const { t } = useWordsOf(blocksWords);
  const [terms, setTerms] = useState<Terms>({ duration: "day", reason: "" });
  const [network, setNetwork] = useState(false);
  const block = useBlockContact(contactId);

  function submit() {
    const reason = terms.reason.trim();
    const expiresAtMs = expiryOf(terms.duration, Date.now());
    block.mutate(
      { network, ...(reason !== "" && { reason }), ...(expiresAtMs !== undefined && { expiresAtMs }) },
      { onSuccess: onClose },
    );
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("block.title", { name })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        data-testid="block-dialog"
      >
        <p>{t("block.text")}</p>
        <BlockTerms terms={terms} onChange={setTerms} />
        <Checkbox
          label={t("block.network")}
          description={t("block.networkHint")}
          checked={network}
          onChange={(event) => setNetwork(event.currentTarget.checked)}
          data-testid="block-network"
        />
        <div className={dialog.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" color="danger" loading={block.isPending} data-testid="block-submit">
            {t("block.confirm")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
