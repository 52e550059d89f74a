import { Button, Checkbox, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { routingWords } from "#client/i18n/console-routing.ts";
import { saveAbilities } from "#client/lib/routing-api.ts";
import { LOCALES, MAX_SKILLS } from "#protocol/constants";
import type { AgentAbilities, RoutingSettings } from "#protocol/http-routing";
import { PLAIN_ABILITIES, toRegions } from "./draft.ts";
import { SkillLevels } from "./skill-levels.tsx";
import { useRoutingChange } from "./use-routing.ts";

interface AbilitiesDialogProps {
  readonly agent: { readonly id: string; readonly name: string };
  readonly settings: RoutingSettings;
  readonly onClose: () => void;
}

/** What somebody knows. */
export function AbilitiesDialog({ agent: { id, name }, settings, onClose }: AbilitiesDialogProps) {
  const { t } = useWordsOf(routingWords);
  const [seen] = useState(() => settings.agents.find(({ agentId }) => agentId === id));
  const [abilities, setAbilities] = useState<AgentAbilities>(seen?.abilities ?? PLAIN_ABILITIES);
  const [regions, setRegions] = useState(seen?.abilities.regions?.join(", ") ?? "");
  const saving = useRoutingChange((wanted: AgentAbilities) =>
    saveAbilities(api, id, { abilities: wanted, version: seen?.version ?? 0 }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    const known = new Set(settings.skills.map((skill) => skill.id));
    const skills = abilities.skills.filter(({ skillId }) => known.has(skillId));
    saving.mutate({ ...abilities, skills, regions: toRegions(regions) }, { onSettled: onClose });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("routing.person.title", { name })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={dialogs.form} onSubmit={submit} data-testid="abilities-dialog">
        <Checkbox.Group
          label={t("routing.languages")}
          description={t("routing.languages.hint")}
          inputWrapperOrder={["label", "description", "input", "error"]}
          value={[...(abilities.languages ?? [])]}
          onChange={(chosen) => {
            const languages = LOCALES.filter((locale) => chosen.includes(locale));
            setAbilities({ ...abilities, languages: languages.length === 0 ? undefined : languages });
          }}
        >
          {LOCALES.map((locale) => (
            <Checkbox key={locale} value={locale} label={t(`routing.languages.${locale}`)} mt="xs" />
          ))}
        </Checkbox.Group>
        <TextInput
          label={t("routing.regions")}
          description={t("routing.regions.hint")}
          value={regions}
          onChange={(event) => setRegions(event.currentTarget.value)}
        />
        {settings.skills.length > 0 && (
          <SkillLevels
            label={t("routing.skills")}
            known={settings.skills}
            skills={abilities.skills}
            most={MAX_SKILLS}
            onChange={(skills) => setAbilities({ ...abilities, skills })}
          />
        )}
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving.isPending} data-testid="abilities-save">
            {t("routing.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
