import { Button, CopyButton, Modal, TextInput } from "@mantine/core";
import dialogs from "#client/console/actions/dialogs.module.css";
import { upcoming } from "#client/console/format/time.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import type { InvitationMade } from "#protocol/http-accounts";
import classes from "./people.module.css";

/** The link of an invitation, the one time that it can be seen. */
export function InvitationLink({ made, onClose }: { made: InvitationMade; onClose: () => void }) {
  const { t, locale } = useWordsOf(peopleWords);
  const { invitation, link, mailed } = made;
  const until = upcoming(Date.parse(invitation.expiresAt), Date.now(), locale);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(mailed ? "invite.sent.title" : "invite.unsent.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
      // A click beside it must not take the link away.
      closeOnClickOutside={false}
    >
      <div className={dialogs.form} data-testid="invitation-link">
        <p className={mailed ? classes.text : dialogs.alert}>
          {t(mailed ? "invite.sent.text" : "invite.unsent.text", { email: invitation.email, until })}
        </p>
        <TextInput
          label={t("invite.link")}
          description={t("invite.link.once")}
          value={link}
          readOnly
          onFocus={(event) => event.target.select()}
          data-testid="invitation-url"
        />
        <div className={dialogs.buttons}>
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button
                leftSection={<Icon name={copied ? "check" : "list"} size={16} />}
                onClick={copy}
                data-testid="copy-link"
              >
                {t(copied ? "invite.copied" : "invite.copy")}
              </Button>
            )}
          </CopyButton>
          <Button variant="filled" onClick={onClose} data-testid="invitation-done">
            {t("invite.done")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
