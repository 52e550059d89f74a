import { Select } from "@mantine/core";
import { useState } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { identificationWords } from "#client/i18n/console-identification.ts";
import type { InboxSummary } from "#protocol/http-inboxes";
import { Copyable } from "./copyable.tsx";
import { HASH_EXAMPLE, pageExample, SECRET_VARIABLE, tokenExample } from "./examples.ts";
import classes from "./identification.module.css";

export function HowToSign({ inboxes }: { inboxes: readonly InboxSummary[] }) {
  const { t } = useWordsOf(identificationWords);
  const [chosen, setChosen] = useState<string | null>(null);
  const inboxId = chosen ?? inboxes[0]?.id ?? "";
  return (
    <section className={classes.how} aria-labelledby="how-to-sign">
      <h3 id="how-to-sign">{t("identification.how")}</h3>
      {inboxes.length > 1 && (
        <Select
          label={t("identification.inbox")}
          data={inboxes.map(({ id, name }) => ({ value: id, label: name }))}
          value={inboxId}
          onChange={setChosen}
          allowDeselect={false}
          maw={280}
        />
      )}
      <ol>
        <li>
          {t("identification.how.store")} <code>{SECRET_VARIABLE}</code>
        </li>
        <li>
          {t("identification.how.token")}
          <Copyable code={tokenExample(inboxId)} name="token" />
        </li>
        <li>
          {t("identification.how.page")}
          <Copyable code={pageExample(location.origin, inboxId)} name="page" />
        </li>
      </ol>
      <p>{t("identification.how.hash")}</p>
      <Copyable code={HASH_EXAMPLE} name="hash" />
    </section>
  );
}
