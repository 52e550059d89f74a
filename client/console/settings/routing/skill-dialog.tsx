import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { routingWords } from "#client/i18n/console-routing.ts";
import { createSkill, renameSkill } from "#client/lib/routing-api.ts";
import { MAX_SKILL_NAME_CHARS } from "#protocol/constants";
import type { Skill, SkillNames } from "#protocol/http-routing";
import { useRoutingChange } from "./use-routing.ts";

/** @param skill the one that is named anew; absent: a new one */
export function SkillDialog({ skill, onClose }: { skill: Skill | undefined; onClose: () => void }) {
  const { t, locale } = useWordsOf(routingWords);
  const [names, setNames] = useState<SkillNames>(skill?.names ?? { en: "", "zh-CN": "" });
  const [asked, setAsked] = useState(false);
  const saving = useRoutingChange(async (wanted: SkillNames) => {
    if (skill === undefined) await createSkill(api, wanted);
    else await renameSkill(api, { ...skill, names: wanted });
  });
  const isMissing = (name: string) => asked && name.trim() === "" && t("routing.skill.missing");

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (Object.values(names).every((name) => name.trim() !== "")) saving.mutate(names, { onSuccess: onClose });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={skill === undefined ? t("routing.skill.new") : t("routing.skill.rename", { skill: skill.names[locale] })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={dialogs.form} onSubmit={submit} data-testid="skill-dialog">
        <TextInput
          label={t("routing.skill.name.en")}
          value={names.en}
          onChange={(event) => setNames({ ...names, en: event.currentTarget.value })}
          maxLength={MAX_SKILL_NAME_CHARS}
          error={isMissing(names.en)}
          data-autofocus
          data-testid="skill-name-en"
        />
        <TextInput
          label={t("routing.skill.name.zh")}
          value={names["zh-CN"]}
          onChange={(event) => setNames({ ...names, "zh-CN": event.currentTarget.value })}
          maxLength={MAX_SKILL_NAME_CHARS}
          error={isMissing(names["zh-CN"])}
          data-testid="skill-name-zh"
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving.isPending} data-testid="skill-save">
            {t(skill === undefined ? "routing.skill.create" : "routing.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
