import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { Progress } from "#client/console/privacy/progress.tsx";
import { contactRequestsQuery, isUnderWay, requestsKey } from "#client/console/privacy/queries.ts";
import { wordPrivacyRefusal } from "#client/console/privacy/refused.ts";
import { useMay } from "#client/console/session/me.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { privacyWords } from "#client/i18n/console-privacy.ts";
import { exportContact } from "#client/lib/privacy-api.ts";
import { EraseDialog } from "./erase-dialog.tsx";
import classes from "./rights-actions.module.css";

export interface RightsActionsProps {
  readonly contactId: string;
}

/** What a customer may ask for: their data, or that it is erased. Nothing for those who may do neither. */
export function RightsActions({ contactId }: RightsActionsProps) {
  const [mayExport, mayErase] = [useMay("privacy.export"), useMay("privacy.erase")];
  return mayExport || mayErase ? <Actions contactId={contactId} mayExport={mayExport} mayErase={mayErase} /> : null;
}

function Actions({ contactId, mayExport, mayErase }: RightsActionsProps & { mayExport: boolean; mayErase: boolean }) {
  const { t } = useWordsOf(privacyWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const [isErasing, setIsErasing] = useState(false);
  const requests = useQuery({ ...contactRequestsQuery(contactId), enabled: mayExport });
  const underWay = (requests.data ?? []).filter(isUnderWay);
  const gather = useMutation({
    mutationFn: () => exportContact(api, contactId),
    onSuccess: () => notify.done(t("rights.exportStarted")),
    onError: (error) => notify.problem(wordPrivacyRefusal(error, t)),
    onSettled: () => queries.invalidateQueries({ queryKey: requestsKey }),
  });
  return (
    <section className={classes.rights} aria-labelledby="rights-title" data-testid="rights-actions">
      <h3 id="rights-title">{t("rights.title")}</h3>
      <div className={classes.buttons}>
        {mayExport && (
          <Button
            leftSection={<Icon name="download" size={16} />}
            loading={gather.isPending}
            disabled={underWay.some(({ kind }) => kind === "export")}
            onClick={() => gather.mutate()}
            data-testid="rights-export"
          >
            {t("rights.export")}
          </Button>
        )}
        {mayErase && (
          <Button
            color="danger"
            leftSection={<Icon name="trash" size={16} />}
            disabled={underWay.some(({ kind }) => kind === "erasure")}
            onClick={() => setIsErasing(true)}
            data-testid="rights-erase"
          >
            {t("rights.erase")}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {underWay.map(({ id, kind, progress }) => (
          <div key={id} className={classes.running}>
            <span>{t(kind === "export" ? "rights.running.export" : "rights.running.erasure")}</span>
            <Progress {...progress} label={t(`requests.kind.${kind}`)} />
          </div>
        ))}
      </div>
      {mayExport && (requests.data ?? []).length > 0 && (
        <Link to="/settings/requests" className={classes.all} data-testid="rights-requests">
          {t("rights.seeRequests")}
        </Link>
      )}
      {isErasing && <EraseDialog contactId={contactId} onClose={() => setIsErasing(false)} />}
    </section>
  );
}
