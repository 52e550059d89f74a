import { Button, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { auditWords } from "#client/i18n/console-audit.ts";
import { auditExportUrl, signedHeads } from "#client/lib/audit-api.ts";
import type { AuditFilter } from "#protocol/http-audit";
import classes from "./audit-page.module.css";
import { chainQuery } from "./chain-status.tsx";

/** The export is noted in the log by the time its first bytes come. */
const NOTED_WITHIN_MS = 1_500;

export function ExportMenu({ filter }: { filter: AuditFilter }) {
  const { t } = useWordsOf(auditWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const showItself = () => setTimeout(() => void queries.invalidateQueries({ queryKey: ["audit"] }), NOTED_WITHIN_MS);
  const orSay = (work: Promise<unknown>) => void work.catch(() => notify.problem(t("audit.export.failed")));
  const saveHeads = async () => saveJson("edgedesk-audit-heads.json", await signedHeads(api));
  const copyKey = async () => {
    const { publicKey } = await queries.ensureQueryData(chainQuery);
    await navigator.clipboard.writeText(publicKey);
    notify.done(t("audit.export.keyCopied"));
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button leftSection={<Icon name="download" size={16} />} data-testid="audit-export">
          {t("audit.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={classes.hint}>{t("audit.export.hint")}</Menu.Label>
        {(["csv", "jsonl"] as const).map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={auditExportUrl(api, filter, format)}
            download
            onClick={showItself}
            data-testid={`audit-export-${format}`}
          >
            {t(`audit.export.${format}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label className={classes.hint}>{t("audit.export.auditors")}</Menu.Label>
        <Menu.Item onClick={() => orSay(saveHeads())} data-testid="audit-export-heads">
          {t("audit.export.heads")}
        </Menu.Item>
        <Menu.Item onClick={() => orSay(copyKey())} data-testid="audit-key">
          {t("audit.export.key")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function saveJson(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
