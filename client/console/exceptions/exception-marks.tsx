import { ActionIcon } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import labels from "#client/console/labels/labels.module.css";
import { useMark, useMarks } from "#client/console/labels/use-marks.ts";
import { useDirectory } from "#client/console/session/directory.ts";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { exceptionsWords } from "#client/i18n/console-exceptions.ts";
import { EXCEPTION_KINDS } from "#protocol/constants";
import type { Conversation } from "#protocol/vocabulary";
import classes from "./exceptions.module.css";
import { wordSigns } from "./signs.ts";

const FlagDialog = lazy(() => import("./flag-dialog.tsx"));

/** What makes the open conversation an exception, and why: to set, and to take off once it is settled. */
export function ExceptionMarks({ conversation }: { conversation: Conversation }) {
  const { t } = useWordsOf(exceptionsWords);
  const { agentName } = useDirectory();
  const mayFlag = useMay("conversation.flag");
  const mark = useMark(conversation.id);
  const { flags } = useMarks(conversation);
  const [isAsking, setIsAsking] = useState(false);
  const rest = EXCEPTION_KINDS.filter((kind) => !flags.some((flag) => flag.kind === kind));
  return (
    <div className={labels.mark} data-testid="exception-marks">
      <h3>{t("exceptions.title")}</h3>
      <div className={classes.flags}>
        {flags.map(({ kind, signs, by }) => {
          const why = by === undefined ? wordSigns(signs, t) : t("exceptions.by", { name: agentName(by) });
          return (
            <span key={kind} className={classes.flag} data-kind={kind} data-testid={`exception-${kind}`}>
              <Icon name="warn" size={14} />
              <span>
                {t(`exception.${kind}`)} {why !== "" && <span className={classes.why}>· {why}</span>}
              </span>
              {mayFlag && (
                <ActionIcon
                  size={24}
                  aria-label={t("exceptions.takeOff", { kind: t(`exception.${kind}`) })}
                  onClick={() => mark({ unflag: kind })}
                  data-testid={`unflag-${kind}`}
                >
                  <Icon name="x" size={14} />
                </ActionIcon>
              )}
            </span>
          );
        })}
        {mayFlag && rest.length > 0 && (
          <button
            type="button"
            className={labels.change}
            data-lined
            onClick={() => setIsAsking(true)}
            data-testid="flag-open"
          >
            <Icon name="plus" size={14} />
            {t("exceptions.set")}
          </button>
        )}
        {!mayFlag && flags.length === 0 && <span className={labels.change}>{t("exceptions.none")}</span>}
      </div>
      <Suspense>
        {isAsking && (
          <FlagDialog
            kinds={rest}
            onFlag={(kind, reason) => mark({ flag: kind, reason })}
            onClose={() => setIsAsking(false)}
          />
        )}
      </Suspense>
    </div>
  );
}
