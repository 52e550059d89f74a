import { Button, Checkbox, Select } from "@mantine/core";
import { useId, useState } from "react";
import { askForDesktop, desktopState } from "#client/console/notify/desktop.ts";
import { play } from "#client/console/notify/sounds.ts";
import { useChangePreferences, usePreferences } from "#client/console/preferences/use-preferences.ts";
import { useMay } from "#client/console/session/me.ts";
import classes from "#client/console/settings/appearance/preferences.module.css";
import { SettingsCard } from "#client/console/settings/appearance/settings-card.tsx";
import frame from "#client/console/settings/frame.module.css";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { preferencesWords } from "#client/i18n/console-preferences.ts";

const NEWS = ["assigned", "message", "mention", "alert"] as const;
const SOUNDS = ["assigned", "message"] as const;
const WRAP_UP_SECONDS = [0, 15, 30, 60, 120, 300] as const;

/** What the agent is told, by which way, and how long nothing new comes after a conversation. */
export function NotificationsPage() {
  const { t } = useWordsOf(preferencesWords);
  const takesWork = useMay("agent.presence");
  return (
    <div className={frame.page} data-width="cards" data-testid="notifications-page">
      <p className={frame.intro}>{t("tell.intro")}</p>
      <Desktop />
      <Sounds />
      {takesWork && <WrapUp />}
    </div>
  );
}

function Desktop() {
  const { t } = useWordsOf(preferencesWords);
  const { notifications } = usePreferences();
  const change = useChangePreferences();
  const [state, setState] = useState(desktopState);
  const isProblem = state === "denied" || state === "unsupported";
  return (
    <SettingsCard
      title={t("tell.desktop")}
      text={t("tell.desktopText")}
      aside={
        state === "default" ? (
          <Button variant="filled" onClick={() => void askForDesktop().then(setState)} data-testid="desktop-allow">
            {t("tell.allow")}
          </Button>
        ) : (
          state === "granted" && (
            <span className={classes.state}>
              <Icon name="check" size={16} />
              {t("tell.granted")}
            </span>
          )
        )
      }
    >
      {isProblem && (
        <p className={classes.problem} role="status">
          {t(`tell.${state}`)}
        </p>
      )}
      <ul className={classes.rows}>
        {NEWS.map((kind) => (
          <li key={kind} className={classes.row}>
            <Checkbox
              label={t(`tell.${kind}`)}
              checked={notifications[kind]}
              onChange={(event) => change({ notifications: { ...notifications, [kind]: event.currentTarget.checked } })}
              data-testid={`desktop-${kind}`}
            />
          </li>
        ))}
      </ul>
    </SettingsCard>
  );
}

function Sounds() {
  const { t } = useWordsOf(preferencesWords);
  const { sounds } = usePreferences();
  const change = useChangePreferences();
  const [volume, setVolume] = useState<number>();
  const id = useId();
  const shown = volume ?? sounds.volume;
  /** Kept when the hand lets go of it, not at every step. */
  function keep() {
    if (volume !== undefined && volume !== sounds.volume) change({ sounds: { ...sounds, volume } });
    setVolume(undefined);
  }
  return (
    <SettingsCard title={t("tell.sounds")} text={t("tell.soundsText")}>
      <div className={classes.volume}>
        <label htmlFor={id}>{t("tell.volume")}</label>
        <input
          id={id}
          type="range"
          min={0}
          max={100}
          step={5}
          value={shown}
          onChange={(event) => setVolume(Number(event.target.value))}
          onPointerUp={keep}
          onKeyUp={keep}
          onBlur={keep}
          data-testid="volume"
        />
        <output htmlFor={id}>{`${shown}%`}</output>
      </div>
      <ul className={classes.rows}>
        {SOUNDS.map((kind) => (
          <li key={kind} className={classes.row}>
            <Checkbox
              label={t(`tell.${kind}`)}
              checked={sounds[kind]}
              onChange={(event) => change({ sounds: { ...sounds, [kind]: event.currentTarget.checked } })}
              data-testid={`sound-${kind}`}
            />
            <Button
              aria-label={t("tell.tryNamed", { what: t(`tell.${kind}`) })}
              onClick={() => play(kind, shown)}
              disabled={shown === 0}
            >
              {t("tell.try")}
            </Button>
          </li>
        ))}
      </ul>
    </SettingsCard>
  );
}

function WrapUp() {
  const { t } = useWordsOf(preferencesWords);
  const { wrapUpSeconds } = usePreferences();
  const change = useChangePreferences();
  const choices = [...new Set([...WRAP_UP_SECONDS, wrapUpSeconds])].sort((a, b) => a - b);
  function words(seconds: number): string {
    if (seconds === 0) return t("wrap.off");
    return seconds % 60 === 0 ? t("wrap.minutes", { count: seconds / 60 }) : t("wrap.seconds", { count: seconds });
  }
  return (
    <SettingsCard title={t("wrap.title")} text={t("wrap.text")}>
      <Select
        className={classes.wrap ?? ""}
        label={t("wrap.label")}
        data={choices.map((seconds) => ({ value: String(seconds), label: words(seconds) }))}
        value={String(wrapUpSeconds)}
        onChange={(value) => change({ wrapUpSeconds: Number(value ?? 0) })}
        allowDeselect={false}
        data-testid="wrap-up-seconds"
      />
    </SettingsCard>
  );
}
