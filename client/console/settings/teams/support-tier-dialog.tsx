import { Button, Modal, Radio } from "@mantine/core";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { supportTierWords } from "#client/i18n/console-support-tiers.ts";
import { saveSupportTier } from "#client/lib/inbox-settings-api.ts";
import type { ManagedTeam } from "#protocol/http-teams";
import { SUPPORT_TIERS, type SupportTier } from "#protocol/support-tiers";
import { useTeamChange } from "./use-teams.ts";

/** Asks of which line of support a team is. */
export function SupportTierDialog({ team, onClose }: { team: ManagedTeam; onClose: () => void }) {
  const { t } = useWordsOf(supportTierWords);
  const [before] = useState(team.supportTier);
  const [chosen, setChosen] = useState<SupportTier>(before);
  const saving = useTeamChange(
    (wanted: SupportTier) => saveSupportTier(api, team.id, wanted, before),
    (wanted) => t("supportTier.saved", { team: team.name, line: t(`supportTier.${wanted}`) }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (chosen === before) onClose();
    // What somebody else set meanwhile shows when it is opened anew.
    else saving.mutate(chosen, { onSettled: onClose });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("supportTier.title", { team: team.name })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={dialogs.form} onSubmit={submit} data-testid="support-tier-dialog">
        <p>{t("supportTier.hint")}</p>
        <Radio.Group
          aria-label={t("supportTier.label")}
          value={String(chosen)}
          onChange={(value) => setChosen(SUPPORT_TIERS.find((tier) => String(tier) === value) ?? chosen)}
        >
          <div className={dialogs.form}>
            {SUPPORT_TIERS.map((tier) => (
              <Radio
                key={tier}
                value={String(tier)}
                label={t(`supportTier.${tier}`)}
                description={t(`supportTier.about.${tier}`)}
                data-testid={`support-tier-${tier}`}
              />
            ))}
          </div>
        </Radio.Group>
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving.isPending} data-testid="support-tier-save">
            {t("supportTier.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
