import { Combobox, useCombobox } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { labelsWords } from "#client/i18n/console-labels.ts";
import { createLabel } from "#client/lib/label-api.ts";
import { MAX_LABEL_NAME_CHARS } from "#protocol/constants";
import type { Conversation } from "#protocol/vocabulary";
import { foundLabels, isNewName, nextColour } from "./found.ts";
import { LabelDot } from "./label-dot.tsx";
import classes from "./labels.module.css";
import { wordLabelRefusal } from "./refusal.ts";
import { labelsQuery, useLabels } from "./use-labels.ts";
import { useMark, useMarks } from "./use-marks.ts";

/** No label has it for its id: they are short words or UUIDs. */
const CREATE = "+";

/** Puts labels on a conversation and takes them off: found by name, with the keys alone too. */
export function LabelPicker(props: { conversation: Conversation; target: (open: () => void) => ReactNode }) {
  const { conversation, target } = props;
  const { t } = useWordsOf(labelsWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const labels = useLabels();
  const carried = useMarks(conversation).labels;
  const mark = useMark(conversation.id);
  const mayManage = useMay("label.manage");
  const [search, setSearch] = useState("");
  const box = useCombobox({
    onDropdownOpen: () => box.focusSearchInput(),
    onDropdownClose() {
      box.resetSelectedOption();
      box.focusTarget();
      setSearch("");
    },
  });
  const found = foundLabels(labels.all, search);
  const name = search.replace(/\s+/gu, " ").trim();
  const mayCreate = mayManage && isNewName(labels.all, name);
  const creation = useMutation({
    mutationFn: () => createLabel(api, { name, colour: nextColour(labels.all), allowFromWidget: false }),
    onSuccess(made) {
      queries.setQueryData(labelsQuery.queryKey, (known = []) => [...known, made]);
      mark({ add: [made.id], remove: [] });
      setSearch("");
    },
    onError: (error) => notify.problem(wordLabelRefusal(error, t)),
    onSettled: () => queries.invalidateQueries({ queryKey: labelsQuery.queryKey }),
  });

  function submit(id: string) {
    if (id === CREATE) creation.mutate();
    else mark(carried.includes(id) ? { add: [], remove: [id] } : { add: [id], remove: [] });
  }

  return (
    <Combobox store={box} width={264} position="bottom-end" shadow="lg" onOptionSubmit={submit}>
      {/* A button opens by its own Enter; inside, the field has the keys. */}
      <Combobox.Target targetType="button" withKeyboardNavigation={false}>
        {target(() => box.toggleDropdown())}
      </Combobox.Target>
      <Combobox.Dropdown className={classes.picker} data-testid="label-picker">
        <Combobox.Search
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            box.updateSelectedOptionIndex();
          }}
          maxLength={MAX_LABEL_NAME_CHARS}
          placeholder={t(mayManage ? "labels.findOrMake" : "labels.find")}
          aria-label={t("labels.find")}
          data-testid="label-search"
        />
        <Combobox.Options aria-label={t("labels.title")} aria-multiselectable="true" className={classes.options}>
          {found.map(({ id, name: each, colour }) => {
            const isOn = carried.includes(id);
            return (
              <Combobox.Option key={id} value={id} active={isOn} aria-selected={isOn} data-testid="label-option">
                <span className={classes.option}>
                  <LabelDot colour={colour} />
                  <span className="ellipsis">{each}</span>
                  {isOn && <Icon name="check" size={16} />}
                </span>
              </Combobox.Option>
            );
          })}
          {mayCreate && (
            <Combobox.Option value={CREATE} disabled={creation.isPending} data-testid="label-create">
              <span className={classes.option}>
                <Icon name="plus" size={16} />
                <span className="ellipsis">{t("labels.makeNamed", { name })}</span>
              </span>
            </Combobox.Option>
          )}
          {found.length === 0 && !mayCreate && <Combobox.Empty>{t("labels.noneFound")}</Combobox.Empty>}
        </Combobox.Options>
        {mayManage && (
          <Link to="/settings/labels" className={classes.manage}>
            {t("labels.manage")}
          </Link>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}
