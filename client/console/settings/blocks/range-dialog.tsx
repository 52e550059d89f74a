import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import dialog from "#client/console/actions/dialogs.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { blocksWords } from "#client/i18n/console-blocks.ts";
import { BlockTerms, type Terms } from "./block-terms.tsx";
import { expiryOf } from "./durations.ts";
import { isRangeRefused } from "./refusal.ts";
import { useBlockRange } from "./use-blocks.ts";

/** A network that somebody knows by its address. */
export function RangeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWordsOf(blocksWords);
  const [range, setRange] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const [terms, setTerms] = useState<Terms>({ duration: "week", reason: "" });
  const block = useBlockRange();

  function submit() {
    const wanted = range.trim();
    setIsMissing(wanted === "");
    if (wanted === "") return;
    const reason = terms.reason.trim();
    const expiresAtMs = expiryOf(terms.duration, Date.now());
    block.mutate(
      { range: wanted, ...(reason !== "" && { reason }), ...(expiresAtMs !== undefined && { expiresAtMs }) },
      { onSuccess: onClose },
    );
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("block.range.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        data-testid="range-dialog"
      >
        <p>{t("block.range.text")}</p>
        <TextInput
          label={t("block.range.label")}
          description={t("block.range.hint")}
          value={range}
          onChange={(event) => setRange(event.target.value)}
          error={(isMissing && t("block.range.missing")) || (isRangeRefused(block.error) && t("block.refused.range"))}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          data-testid="range-field"
        />
        <BlockTerms terms={terms} onChange={setTerms} />
        <div className={dialog.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" color="danger" loading={block.isPending} data-testid="range-submit">
            {t("block.confirm")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
