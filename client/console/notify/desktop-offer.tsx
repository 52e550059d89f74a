/** Asks once whether the desktop shall tell of what is new: only the agent's own click may open the browser's question. */
import { ActionIcon, Button } from "@mantine/core";
import { useState } from "react";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { STANDARD } from "#client/console/preferences/standard.ts";
import { useChangePreferences, usePreferences } from "#client/console/preferences/use-preferences.ts";
import banner from "#client/console/shell/link-banner.module.css";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { preferencesWords } from "#client/i18n/console-preferences.ts";
import { askForDesktop, desktopState } from "./desktop.ts";
import classes from "./desktop-offer.module.css";

export default function DesktopOffer() {
  const { t } = useWordsOf(preferencesWords);
  const { feed } = useFeed();
  const preferences = usePreferences();
  const change = useChangePreferences();
  const [state, setState] = useState(desktopState);
  // Until the agent's own are known, the standard ones stand in for them.
  const isDue = preferences !== STANDARD && !preferences.desktopOffered;
  if (!isDue || state !== "default" || feed.status !== "online") return null;
  const settle = () => change({ desktopOffered: true });
  return (
    <section className={`${banner.banner} ${classes.offer}`} aria-label={t("tell.desktop")} data-testid="desktop-offer">
      <Icon name="bell" size={16} />
      <span className={banner.words}>{t("tell.offer")}</span>
      <Button
        onClick={() => {
          settle();
          void askForDesktop().then(setState);
        }}
        data-testid="desktop-offer-allow"
      >
        {t("tell.allow")}
      </Button>
      <ActionIcon aria-label={t("tell.notNow")} onClick={settle} data-testid="desktop-offer-no">
        <Icon name="x" size={16} />
      </ActionIcon>
    </section>
  );
}
