import { Button, CopyButton } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { identificationWords } from "#client/i18n/console-identification.ts";
import classes from "./identification.module.css";

/** Code to be read and copied as it is. */
export function Copyable({ code, name }: { code: string; name: string }) {
  return (
    <div className={classes.code} data-testid={`example-${name}`}>
      <pre>
        <code>{code.trimEnd()}</code>
      </pre>
      <Copy text={code} name={name} />
    </div>
  );
}

export function Copy({ text, name }: { text: string; name: string }) {
  const { t } = useWordsOf(identificationWords);
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          className={classes.copy}
          leftSection={<Icon name={copied ? "check" : "copy"} size={16} />}
          onClick={copy}
          data-testid={`copy-${name}`}
        >
          {t(copied ? "identification.copied" : "identification.copy")}
        </Button>
      )}
    </CopyButton>
  );
}
