import { Button } from "@mantine/core";
import { useState } from "react";
import { shortCode } from "#client/console/format/identity.ts";
import { upcoming } from "#client/console/format/time.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { blocksWords } from "#client/i18n/console-blocks.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import type { BlockAnswer } from "#protocol/http-blocks";
import classes from "./blocks.module.css";
import { LiftDialog } from "./lift-dialog.tsx";

const MINUTE_MS = 60_000;

/** One block: who, why, until when, by whom. */
export function BlockRow({ block, isStanding }: { block: BlockAnswer; isStanding: boolean }) {
  const { t, locale } = useWordsOf(blocksWords);
  const nowMs = useNow(MINUTE_MS);
  const [isLifting, setIsLifting] = useState(false);
  const person = personOf(block, (code) => t("blocks.visitor", { code }));
  const { network } = block;
  const name = network === undefined ? (person ?? "") : t("blocks.network", network);
  const ago = (atMs: number) => formatAgo(locale, atMs, nowMs);
  return (
    <li className={classes.row} data-testid="block-row" data-kind={block.kind}>
      <span className={classes.sign}>
        <Icon name={block.kind === "contact" ? "person" : "web"} size={16} />
      </span>
      <div className={classes.who}>
        <p className={classes.name}>
          <span className="ellipsis">{name}</span>
          {network !== undefined && person !== undefined && (
            <span className={classes.quiet}>{t("blocks.networkOf", { name: person })}</span>
          )}
        </p>
        <p className={classes.reason} data-missing={block.reason === undefined || undefined}>
          {block.reason ?? t("blocks.noReason")}
        </p>
      </div>
      <div className={classes.when}>
        <p title={endOf(block) === undefined ? undefined : formatInstant(locale, endOf(block) ?? 0)}>
          {isStanding ? until(block) : ended(block)}
        </p>
        <p className={classes.quiet} title={formatInstant(locale, block.createdAtMs)}>
          {t("blocks.by", { name: block.createdBy.name, time: ago(block.createdAtMs) })}
        </p>
      </div>
      {isStanding && (
        <Button
          aria-label={t("blocks.liftNamed", { name })}
          onClick={() => setIsLifting(true)}
          data-testid="block-lift"
        >
          {t("blocks.lift")}
        </Button>
      )}
      {isLifting && <LiftDialog blockId={block.id} name={name} onClose={() => setIsLifting(false)} />}
    </li>
  );

  function until({ expiresAtMs }: BlockAnswer): string {
    return expiresAtMs === undefined
      ? t("blocks.forGood")
      : t("blocks.until", { time: upcoming(expiresAtMs, nowMs, locale) });
  }

  function ended({ liftedBy, liftedAtMs, expiresAtMs }: BlockAnswer): string {
    if (liftedBy === undefined) return t("blocks.ranOut", { time: ago(expiresAtMs ?? 0) });
    return t("blocks.liftedBy", { name: liftedBy.name, time: ago(liftedAtMs ?? 0) });
  }
}

function endOf({ liftedAtMs, expiresAtMs }: BlockAnswer): number | undefined {
  return liftedAtMs ?? expiresAtMs;
}

function personOf(block: BlockAnswer, visitor: (code: string) => string): string | undefined {
  if (block.contactId === undefined) return undefined;
  return block.contactName ?? visitor(shortCode(block.contactId));
}
