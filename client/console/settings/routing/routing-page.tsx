import { ActionIcon, Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "#client/console/api.ts";
import frame from "#client/console/settings/frame.module.css";
import { managedTeamsQuery } from "#client/console/settings/teams/use-teams.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { routingWords } from "#client/i18n/console-routing.ts";
import { settingsWords } from "#client/i18n/console-settings.ts";
import { supportTierWords } from "#client/i18n/console-support-tiers.ts";
import { deleteSkill } from "#client/lib/routing-api.ts";
import type { RoutingSettings, Skill } from "#protocol/http-routing";
import type { ManagedTeam } from "#protocol/http-teams";
import { AbilitiesDialog } from "./abilities-dialog.tsx";
import classes from "./routing.module.css";
import { SkillDialog } from "./skill-dialog.tsx";
import { TeamRoutingDialog } from "./team-routing-dialog.tsx";
import { routingQuery, useRoutingChange } from "./use-routing.ts";
import { useSummaries } from "./use-summaries.ts";
import { WeightsSection } from "./weights/weights-section.tsx";

/** How work is handed out: what each team asks, the skills that there are, and who has them. */
export function RoutingPage() {
  const { t } = useWordsOf(routingWords);
  const { t: settingsText } = useWordsOf(settingsWords);
  const query = useQuery({ ...routingQuery, refetchOnMount: "always" });
  const teams = useQuery({ ...managedTeamsQuery, refetchOnMount: "always" });
  useEffect(() => {
    document.title = `${settingsText("settings.routing")} · Edgedesk`;
  }, [settingsText]);

  if (query.data === undefined || teams.data === undefined) {
    return query.isError || teams.isError ? (
      <Notice alert icon={<Icon name="offline" />} title={t("routing.failed.title")} text={t("routing.failed.text")}>
        <Button onClick={() => void Promise.all([query.refetch(), teams.refetch()])}>{t("action.retry")}</Button>
      </Notice>
    ) : (
      <div className={frame.page} aria-busy="true">
        <span className="visually-hidden">{t("console.loading")}</span>
        <Skeleton height={40} />
        <Skeleton height={200} />
      </div>
    );
  }
  return (
    <div className={frame.page} data-width="cards" data-testid="routing-page">
      <p className={frame.intro}>{t("routing.intro")}</p>
      <Teams teams={teams.data.items} settings={query.data} />
      <WeightsSection />
      <Skills skills={query.data.skills} />
      <People teams={teams.data.items} settings={query.data} />
    </div>
  );
}

function Teams({ teams, settings }: { teams: readonly ManagedTeam[]; settings: RoutingSettings }) {
  const { t } = useWordsOf(routingWords);
  const { t: tiers } = useWordsOf(supportTierWords);
  const { ofTeam } = useSummaries(settings, teams);
  const [open, setOpen] = useState<ManagedTeam>();
  return (
    <section className={classes.section}>
      <h3>{t("routing.teams")}</h3>
      <ul className={frame.rows}>
        {teams.map((team) => (
          <li key={team.id} className={classes.row} data-testid="routing-team">
            <div className={classes.what}>
              <span className="ellipsis">{team.name}</span>
              <span className={classes.quiet}>
                {tiers(`supportTier.${team.supportTier}`)} · {ofTeam(team.id)}
              </span>
            </div>
            <Button
              aria-label={t("routing.team.change", { team: team.name })}
              onClick={() => setOpen(team)}
              data-testid="change-team-routing"
            >
              {t("routing.change")}
            </Button>
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <TeamRoutingDialog team={open} teams={teams} settings={settings} onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
}

function Skills({ skills }: { skills: readonly Skill[] }) {
  const { t, locale } = useWordsOf(routingWords);
  const [open, setOpen] = useState<Skill | "new">();
  const deleting = useRoutingChange((skillId: string) => deleteSkill(api, skillId));
  return (
    <section className={classes.section}>
      <header className={frame.opening}>
        <h3>{t("routing.skills")}</h3>
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpen("new")} data-testid="new-skill">
          {t("routing.skill.new")}
        </Button>
      </header>
      {skills.length === 0 ? (
        <p className={classes.quiet}>{t("routing.skills.none")}</p>
      ) : (
        <ul className={frame.rows}>
          {skills.map((skill) => (
            <li key={skill.id} className={classes.row} data-testid="skill">
              <span className={`${classes.what} ellipsis`}>{skill.names[locale]}</span>
              <ActionIcon
                aria-label={t("routing.skill.rename", { skill: skill.names[locale] })}
                onClick={() => setOpen(skill)}
              >
                <Icon name="edit" size={16} />
              </ActionIcon>
              <ActionIcon
                aria-label={t("routing.skill.delete", { skill: skill.names[locale] })}
                onClick={() => deleting.mutate(skill.id)}
                data-testid="delete-skill"
              >
                <Icon name="trash" size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {open !== undefined && (
        <SkillDialog skill={open === "new" ? undefined : open} onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
}

function People({ teams, settings }: { teams: readonly ManagedTeam[]; settings: RoutingSettings }) {
  const { t } = useWordsOf(routingWords);
  const { ofAgent } = useSummaries(settings, teams);
  const [open, setOpen] = useState<{ id: string; name: string }>();
  const members = new Map(
    teams.flatMap((team) => team.members.filter(({ takesWork }) => takesWork).map((member) => [member.id, member])),
  );
  return (
    <section className={classes.section}>
      <h3>{t("routing.people")}</h3>
      {members.size === 0 ? (
        <p className={classes.quiet}>{t("routing.people.none")}</p>
      ) : (
        <ul className={frame.rows}>
          {[...members.values()].map(({ id, name }) => (
            <li key={id} className={classes.row} data-testid="routing-person">
              <Avatar id={id} name={name} />
              <div className={classes.what}>
                <span className="ellipsis">{name}</span>
                <span className={classes.quiet}>{ofAgent(id)}</span>
              </div>
              <Button
                aria-label={t("routing.person.change", { name })}
                onClick={() => setOpen({ id, name })}
                data-testid="change-abilities"
              >
                {t("routing.change")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open !== undefined && <AbilitiesDialog agent={open} settings={settings} onClose={() => setOpen(undefined)} />}
    </section>
  );
}
