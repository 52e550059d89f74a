import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { shortCode } from "#client/console/format/identity.ts";
import { upcoming } from "#client/console/format/time.ts";
import { useMe } from "#client/console/session/me.ts";
import { LiftDialog } from "#client/console/settings/blocks/lift-dialog.tsx";
import { contactBlocksQuery } from "#client/console/settings/blocks/use-blocks.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { blocksWords } from "#client/i18n/console-blocks.ts";
import type { BlockAnswer } from "#protocol/http-blocks";
import classes from "./block-action.module.css";
import { BlockDialog } from "./block-dialog.tsx";

const MINUTE_MS = 60_000;

export interface BlockActionProps {
  readonly contactId: string;
  /** As the panel calls them; a visitor's code if it is not known. */
  readonly name?: string | undefined;
}

/** Blocks the customer beside whose conversation it stands; of one who is blocked, it says so and until when. */
export function BlockAction({ contactId, name }: BlockActionProps) {
  const { t } = useWordsOf(blocksWords);
  const { permissions } = useMe();
  const [isBlocking, setIsBlocking] = useState(false);
  const [lifting, setLifting] = useState<string>();
  const standing = useQuery(contactBlocksQuery(contactId)).data ?? [];
  const isBlocked = standing.some(({ kind }) => kind === "contact");
  const called = name === undefined || name === "" ? t("blocks.visitor", { code: shortCode(contactId) }) : name;
  return (
    <div className={classes.action} data-testid="block-state" data-blocked={isBlocked}>
      {standing.map((block) => (
        <Standing
          key={block.id}
          block={block}
          onLift={permissions.includes("block.manage") ? () => setLifting(block.id) : undefined}
        />
      ))}
      {!isBlocked && permissions.includes("block.create") && (
        <Button
          color="danger"
          variant="subtle"
          className={classes.button}
          leftSection={<Icon name="block" size={16} />}
          onClick={() => setIsBlocking(true)}
          data-testid="block-contact"
        >
          {t("block.action")}
        </Button>
      )}
      {isBlocking && <BlockDialog contactId={contactId} name={called} onClose={() => setIsBlocking(false)} />}
      {lifting !== undefined && <LiftDialog blockId={lifting} name={called} onClose={() => setLifting(undefined)} />}
    </div>
  );
}

function Standing({ block, onLift }: { block: BlockAnswer; onLift: (() => void) | undefined }) {
  const { t, locale } = useWordsOf(blocksWords);
  const nowMs = useNow(MINUTE_MS);
  const { expiresAtMs, kind, reason } = block;
  const until =
    expiresAtMs === undefined ? t("blocks.forGood") : t("blocks.until", { time: upcoming(expiresAtMs, nowMs, locale) });
  return (
    <div className={classes.standing} role="status" title={reason}>
      <Icon name="block" size={16} />
      <p>
        <strong>{t(kind === "contact" ? "block.now" : "block.nowNetwork")}</strong>
        <span>{until}</span>
      </p>
      {onLift && (
        <Button onClick={onLift} data-testid="block-lift">
          {t("blocks.lift")}
        </Button>
      )}
    </div>
  );
}
