import { Modal } from "@mantine/core";
import { useWordsOf } from "#client/console/words.tsx";
import { commandWords } from "#client/i18n/console-commands.ts";
import { Caps } from "./caps.tsx";
import classes from "./help-sheet.module.css";
import { COMMAND_GROUPS, COMMANDS, keysOf } from "./table.ts";

/** Every key there is. */
export default function HelpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useWordsOf(commandWords);
  const groups = COMMAND_GROUPS.map((group) => ({
    group,
    rows: COMMANDS.filter((command) => command.group === group && keysOf(command).length > 0),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("help.title")}
      size={640}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <p className={classes.hint}>{t("help.hint")}</p>
      <div className={classes.groups} data-testid="help-sheet">
        {groups.map(({ group, rows }) => (
          <section key={group}>
            <h3>{t(`help.group.${group}`)}</h3>
            <dl>
              {rows.map((command) => (
                <div key={command.id} className={classes.row}>
                  <dt>{t(`command.${command.id}`)}</dt>
                  <dd>
                    {keysOf(command).map((keys, index) => (
                      <span key={keys} className={classes.way}>
                        {index > 0 && <span className={classes.or}>{t("help.or")}</span>}
                        <Caps keys={keys} then={t("help.then")} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
