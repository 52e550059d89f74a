import { Button, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { agentsQuery } from "#client/console/session/directory.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { auditWords } from "#client/i18n/console-audit.ts";
import { AUDIT_GROUPS } from "#protocol/constants";
import type { AuditFilter } from "#protocol/http-audit";
import classes from "./audit-filters.module.css";
import { dayAfter, dayOf, startOfDay } from "./days.ts";

interface Props {
  readonly filter: AuditFilter;
  readonly onChange: (filter: AuditFilter) => void;
}

/** Filters as they are chosen; each takes effect at once. */
export function AuditFilters({ filter, onChange }: Props) {
  const { t } = useWordsOf(auditWords);
  const set = (changed: AuditFilter) => onChange(defined({ ...filter, ...changed }));
  const groups = AUDIT_GROUPS.map((group) => ({ value: group, label: t(`audit.group.${group}`) }));
  return (
    <search className={classes.filters} aria-label={t("audit.filter.label")}>
      <WhoFilter filter={filter} set={set} />
      <Select
        label={t("audit.filter.group")}
        placeholder={t("audit.filter.anything")}
        data={groups}
        value={filter.group ?? null}
        onChange={(value) => set({ group: AUDIT_GROUPS.find((group) => group === value) })}
        clearable
        data-testid="audit-group"
      />
      <TextInput
        type="date"
        label={t("audit.filter.from")}
        value={filter.fromMs === undefined ? "" : dayOf(filter.fromMs)}
        onChange={({ currentTarget }) => set({ fromMs: startOfDay(currentTarget.value) })}
        data-testid="audit-from"
      />
      <TextInput
        type="date"
        label={t("audit.filter.to")}
        value={filter.toMs === undefined ? "" : dayOf(filter.toMs - 1)}
        onChange={({ currentTarget }) => set({ toMs: dayAfter(currentTarget.value) })}
        data-testid="audit-to"
      />
      <SubjectFilter key={filter.subjectId} filter={filter} set={set} />
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" onClick={() => onChange({})} data-testid="audit-clear">
          {t("audit.filter.clear")}
        </Button>
      )}
    </search>
  );
}

function WhoFilter({ filter, set }: { filter: AuditFilter; set: (changed: AuditFilter) => void }) {
  const { t } = useWordsOf(auditWords);
  const agents = useQuery(agentsQuery).data ?? [];
  const people = [
    { value: "system", label: t("audit.who.system") },
    ...agents.map(({ id, name }) => ({ value: id, label: name })),
  ];
  // Somebody chosen from an entry may be a customer, or an account that is no more.
  const { actorId } = filter;
  const isListed = actorId === undefined || people.some(({ value }) => value === actorId);
  return (
    <Select
      label={t("audit.filter.who")}
      placeholder={t("audit.filter.anyone")}
      data={isListed ? people : [...people, { value: actorId, label: actorId }]}
      value={actorId ?? null}
      onChange={(value) => set({ actorId: value ?? undefined })}
      searchable
      clearable
      data-testid="audit-who"
    />
  );
}

/** Takes effect with Enter, or when it is left. */
function SubjectFilter({ filter, set }: { filter: AuditFilter; set: (changed: AuditFilter) => void }) {
  const { t } = useWordsOf(auditWords);
  const [text, setText] = useState(filter.subjectId ?? "");
  useEffect(() => setText(filter.subjectId ?? ""), [filter.subjectId]);
  const apply = (event?: FormEvent) => {
    event?.preventDefault();
    const subjectId = text.trim() === "" ? undefined : text.trim();
    if (subjectId !== filter.subjectId) set({ subjectId });
  };
  return (
    <form onSubmit={apply} className={classes.subject}>
      <TextInput
        label={t("audit.filter.subject")}
        placeholder={t("audit.filter.subjectHint")}
        value={text}
        maxLength={128}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => apply()}
        data-testid="audit-subject"
      />
    </form>
  );
}

/** Without what was cleared: an empty filter is an empty object. */
function defined(filter: AuditFilter): AuditFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
