import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { blocksWords } from "#client/i18n/console-blocks.ts";
import { BlockRow } from "./block-row.tsx";
import classes from "./blocks.module.css";
import { RangeDialog } from "./range-dialog.tsx";
import { type BlockState, blocksQuery } from "./use-blocks.ts";

const STATES = ["standing", "over"] as const;

/** Who may not write, until when and by whose word; and those blocks that are over. */
export function BlocksPage() {
  const { t } = useWordsOf(blocksWords);
  const [state, setState] = useState<BlockState>("standing");
  const [isAdding, setIsAdding] = useState(false);
  return (
    <div className={frame.page} data-testid="blocks-page">
      <div className={frame.opening}>
        <p className={frame.intro}>{t("blocks.intro")}</p>
        <Button
          variant="filled"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => setIsAdding(true)}
          data-testid="blocks-add"
        >
          {t("blocks.add")}
        </Button>
      </div>
      <fieldset className={classes.states} aria-label={t("blocks.list")}>
        {STATES.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === state}
            onClick={() => setState(each)}
            data-testid={`blocks-${each}`}
          >
            {t(`blocks.${each}`)}
          </button>
        ))}
      </fieldset>
      <BlockList state={state} />
      {isAdding && <RangeDialog onClose={() => setIsAdding(false)} />}
    </div>
  );
}

function BlockList({ state }: { state: BlockState }) {
  const { t } = useWordsOf(blocksWords);
  const list = useInfiniteQuery(blocksQuery(state));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) {
    return (
      <div className={frame.rows} aria-busy="true">
        {["a", "b", "c"].map((row) => (
          <Skeleton key={row} height={64} />
        ))}
      </div>
    );
  }
  if (list.isError && items.length === 0) {
    return (
      <Notice alert icon={<Icon name="offline" />} title={t("blocks.failed.title")} text={t("blocks.failed.text")}>
        <Button onClick={() => void list.refetch()}>{t("action.retry")}</Button>
      </Notice>
    );
  }
  if (items.length === 0) {
    const words = state === "standing" ? "blocks.empty" : "blocks.emptyOver";
    return <Notice icon={<Icon name="block" />} title={t(`${words}.title`)} text={t(`${words}.text`)} />;
  }
  return (
    <>
      <ul className={frame.rows}>
        {items.map((block) => (
          <BlockRow key={block.id} block={block} isStanding={state === "standing"} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button className={classes.more} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("blocks.more")}
        </Button>
      )}
    </>
  );
}
