import { Button } from "@mantine/core";
import { useAccept } from "#client/console/actions/use-accept.ts";
import { useAction } from "#client/console/actions/use-action.ts";
import { useDirectory } from "#client/console/session/directory.ts";
import { useMay } from "#client/console/session/me.ts";
import { useWords } from "#client/console/words.tsx";
import type { Conversation } from "#protocol/vocabulary";
import classes from "./composer.module.css";
import type { ReplyBlock } from "./composer-state.ts";

/** In place of the field when the customer cannot be answered: why, and the way out. */
export function ComposerBlocked({ block, conversation }: { block: ReplyBlock; conversation: Conversation }) {
  const { t } = useWords();
  const { agentName } = useDirectory();
  const accept = useAccept(conversation);
  const reopen = useAction(conversation, "reopen");
  const mayAccept = useMay("conversation.accept");
  const mayReopen = useMay("conversation.reopen");
  const name = conversation.assigneeId === undefined ? "" : agentName(conversation.assigneeId);
  return (
    <div className={classes.blocked} data-testid="composer-blocked" data-block={block}>
      <p>{block === "other" ? t("composer.blocked.other", { name }) : t(`composer.blocked.${block}`)}</p>
      {block === "unassigned" && mayAccept && (
        <Button loading={accept.isPending} onClick={() => accept.mutate({})} data-testid="composer-accept">
          {t("action.accept")}
        </Button>
      )}
      {(block === "resolved" || block === "snoozed") && mayReopen && (
        <Button loading={reopen.isPending} onClick={() => reopen.mutate({})} data-testid="composer-reopen">
          {t("action.reopen")}
        </Button>
      )}
    </div>
  );
}
