import { Link } from "@tanstack/react-router";
import { useMe } from "#client/console/session/me.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import { CodeBlock } from "./code-block.tsx";
import classes from "./install.module.css";
import { LiveTest } from "./live-test.tsx";
import { OriginsField } from "./origins-field.tsx";
import { policyLines, snippetOf } from "./snippet.ts";
import type { InboxDraft } from "./use-inbox.ts";

const SYSTEMS = ["shopify", "wordpress", "other"] as const;

/** How the widget comes onto the shop's pages, and whether it has arrived there. */
export function InstallTab(draft: InboxDraft) {
  const { t } = useWordsOf(inboxesWords);
  const maySeeSecret = useMe().permissions.includes("inbox.secret");
  const desk = location.origin;
  return (
    <div className={classes.steps}>
      <section>
        <h4>{t("install.snippet")}</h4>
        <p>{t("install.snippet.hint")}</p>
        <CodeBlock code={snippetOf(desk, draft.inbox.id)} name="snippet" />
        <ul className={classes.systems}>
          {SYSTEMS.map((system) => (
            <li key={system}>{t(`install.where.${system}`)}</li>
          ))}
        </ul>
      </section>
      <OriginsField {...draft} />
      <LiveTest {...draft} />
      <details className={classes.more}>
        <summary>{t("install.policy")}</summary>
        <p>{t("install.policy.hint")}</p>
        <CodeBlock code={policyLines(desk)} name="policy" />
      </details>
      {maySeeSecret && (
        <p className={classes.quiet}>
          {t("install.identity")} <Link to="/settings/identification">{t("install.identity.link")}</Link>
        </p>
      )}
    </div>
  );
}
