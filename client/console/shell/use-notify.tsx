/** Short words at the edge of the screen about what was just done, or could not be. */
import { type NotificationData, notifications } from "@mantine/notifications";
import { type ReactNode, useMemo } from "react";
import { Icon, type IconName } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import classes from "./use-notify.module.css";

/** An error has to be read and acted on; what went well only has to be seen. */
const PROBLEM_SHOWN_MS = 10_000;

export interface Notify {
  readonly done: (message: string, undo?: () => void) => void;
  readonly problem: (message: string) => void;
  /** News, with one thing that can be done about it. */
  readonly offer: (message: string, action: string, act: () => void, icon?: IconName) => void;
}

export function useNotify(): Notify {
  const { t } = useWords();
  return useMemo(() => {
    const closeButtonProps = { "aria-label": t("action.close") };
    const show = (look: Omit<NotificationData, "message">, icon: IconName, message: string, extra?: ReactNode) =>
      notifications.show({
        ...look,
        closeButtonProps,
        message: (
          <span className={classes.line} data-testid={icon === "warn" ? "problem" : "done"}>
            <Icon name={icon} size={16} />
            <span className={classes.words}>{message}</span>
            {extra}
          </span>
        ),
      });
    const withAction = (icon: IconName, color: string, message: string, action: string, act: () => void) => {
      const id: string = show(
        { color },
        icon,
        message,
        <button
          type="button"
          onClick={() => {
            notifications.hide(id);
            act();
          }}
          data-testid={icon === "check" ? "undo" : "offer"}
        >
          {action}
        </button>,
      );
    };
    return {
      done(message, undo) {
        if (undo === undefined) show({ color: "var(--ok-mark)" }, "check", message);
        else withAction("check", "var(--ok-mark)", message, t("action.undo"), undo);
      },
      offer: (message, action, act, icon = "at") => withAction(icon, "var(--accent)", message, action, act),
      problem: (message) => void show({ color: "var(--danger-mark)", autoClose: PROBLEM_SHOWN_MS }, "warn", message),
    };
  }, [t]);
}
