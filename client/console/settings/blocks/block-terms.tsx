import { Select, Textarea } from "@mantine/core";
import { useWordsOf } from "#client/console/words.tsx";
import { blocksWords } from "#client/i18n/console-blocks.ts";
import { MAX_REASON_CHARS } from "#protocol/constants";
import { BLOCK_DURATIONS, type BlockDuration, isBlockDuration } from "./durations.ts";

export interface Terms {
  readonly duration: BlockDuration;
  readonly reason: string;
}

/** For how long and why: the same for a person as for a network. */
export function BlockTerms({ terms, onChange }: { terms: Terms; onChange: (terms: Terms) => void }) {
  const { t } = useWordsOf(blocksWords);
  return (
    <>
      <Select
        label={t("block.for")}
        data={BLOCK_DURATIONS.map((duration) => ({ value: duration, label: t(`block.for.${duration}`) }))}
        value={terms.duration}
        onChange={(value) => isBlockDuration(value) && onChange({ ...terms, duration: value })}
        allowDeselect={false}
        data-testid="block-for"
      />
      <Textarea
        label={t("block.reason")}
        description={t("block.reasonHint")}
        value={terms.reason}
        onChange={(event) => onChange({ ...terms, reason: event.target.value })}
        maxLength={MAX_REASON_CHARS}
        rows={2}
        data-testid="block-reason"
      />
    </>
  );
}
