import { Checkbox, Radio, Select, Skeleton } from "@mantine/core";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import type { AccessBody, AccessChoices } from "#protocol/http-accounts";
import classes from "./people.module.css";
import { roleLabel } from "./people-words.ts";

/** What is chosen so far. */
export interface AccessDraft {
  /** One of the four by its name, or a custom role's id. */
  readonly role: string | null;
  readonly teamIds: readonly string[];
  readonly allInboxes: boolean;
  readonly inboxIds: readonly string[];
}

export type AccessMissing = "role" | "inboxes";

/** What the draft lacks to be somebody's access. */
export function missingOf(draft: AccessDraft): AccessMissing[] {
  return [
    ...(draft.role === null ? (["role"] as const) : []),
    ...(!draft.allInboxes && draft.inboxIds.length === 0 ? (["inboxes"] as const) : []),
  ];
}

/** @returns undefined while something is missing */
export function bodyOf(draft: AccessDraft, choices: AccessChoices): AccessBody | undefined {
  const chosen = choices.roles.find((choice) => (choice.roleId ?? choice.role) === draft.role);
  if (chosen === undefined || missingOf(draft).length > 0) return undefined;
  return {
    ...(chosen.roleId === undefined ? { role: chosen.role } : { roleId: chosen.roleId }),
    teamIds: [...draft.teamIds],
    ...(draft.allInboxes ? {} : { inboxIds: [...draft.inboxIds] }),
  };
}

interface FieldsProps {
  choices: AccessChoices | undefined;
  draft: AccessDraft;
  onChange: (draft: AccessDraft) => void;
  /** What to point at: after the first try. */
  missing: readonly AccessMissing[];
}

/** Role, teams and inboxes of somebody; what the reader may not give cannot be chosen. */
export function AccessFields({ choices, draft, onChange, missing }: FieldsProps) {
  const { t } = useWordsOf(peopleWords);
  if (choices === undefined) return <Skeleton height={160} />;
  const options = choices.roles.map((choice) => {
    const role = roleLabel({ role: choice.role, roleName: choice.name }, t);
    return {
      value: choice.roleId ?? choice.role,
      label: choice.mayGive ? role : t("access.role.beyond", { role }),
      disabled: !choice.mayGive,
      isCustom: choice.roleId !== undefined,
    };
  });
  const groups = [
    { group: t("access.role.builtIn"), items: options.filter(({ isCustom }) => !isCustom) },
    { group: t("access.role.custom"), items: options.filter(({ isCustom }) => isCustom) },
  ].filter(({ items }) => items.length > 0);
  return (
    <>
      <Select
        label={t("access.role")}
        data={groups}
        value={draft.role}
        onChange={(role) => onChange({ ...draft, role })}
        allowDeselect={false}
        openOnFocus={false}
        error={missing.includes("role") && t("access.role.missing")}
        data-testid="access-role"
      />
      {choices.teams.length > 0 && (
        <Checkbox.Group
          label={t("access.teams")}
          description={t("access.teams.hint")}
          inputWrapperOrder={["label", "description", "input", "error"]}
          value={[...draft.teamIds]}
          onChange={(teamIds) => onChange({ ...draft, teamIds })}
        >
          <div className={classes.choices}>
            {choices.teams.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} data-testid={`access-team-${id}`} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <Radio.Group
        label={t("access.inboxes")}
        value={draft.allInboxes ? "all" : "some"}
        onChange={(which) => onChange({ ...draft, allInboxes: which === "all" })}
        error={missing.includes("inboxes") && t("access.inboxes.missing")}
      >
        <div className={classes.choices}>
          {choices.allInboxes && <Radio value="all" label={t("access.inboxes.all")} data-testid="access-inboxes-all" />}
          <Radio value="some" label={t("access.inboxes.some")} data-testid="access-inboxes-some" />
        </div>
      </Radio.Group>
      {!draft.allInboxes && (
        <Checkbox.Group
          aria-label={t("access.inboxes")}
          className={classes.inner}
          value={[...draft.inboxIds]}
          onChange={(inboxIds) => onChange({ ...draft, inboxIds })}
        >
          <div className={classes.choices}>
            {choices.inboxes.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} data-testid={`access-inbox-${id}`} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </>
  );
}
