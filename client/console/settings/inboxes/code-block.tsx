import { Button, CopyButton } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import classes from "./install.module.css";

/** Code to be copied as it is. */
export function CodeBlock({ code, name }: { code: string; name: string }) {
  const { t } = useWordsOf(inboxesWords);
  return (
    <div className={classes.code} data-testid={`code-${name}`}>
      <pre>
        <code>{code}</code>
      </pre>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Button
            leftSection={<Icon name={copied ? "check" : "copy"} size={16} />}
            onClick={copy}
            data-testid={`copy-${name}`}
          >
            {t(copied ? "install.copied" : "install.copy")}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
