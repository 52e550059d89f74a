import { Button, SegmentedControl, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { requestsQuery } from "#client/console/privacy/queries.ts";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { privacyWords } from "#client/i18n/console-privacy.ts";
import { PRIVACY_REQUEST_KINDS, type PrivacyRequestKind } from "#protocol/constants";
import { RequestRow } from "./request-row.tsx";
import classes from "./requests-page.module.css";

/** Exports and erasures, with how far they are and what can be done about them. */
export function RequestsPage() {
  const { t } = useWordsOf(privacyWords);
  const [kind, setKind] = useState<PrivacyRequestKind>();
  const requests = useInfiniteQuery(requestsQuery(kind));
  const rows = requests.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={frame.page} data-testid="requests-page">
      <SegmentedControl
        className={classes.filter}
        aria-label={t("requests.filter")}
        value={kind ?? "all"}
        onChange={(value) => setKind(PRIVACY_REQUEST_KINDS.find((each) => each === value))}
        data={[
          { value: "all", label: t("requests.filter.all") },
          ...PRIVACY_REQUEST_KINDS.map((each) => ({ value: each, label: t(`requests.filter.${each}`) })),
        ]}
        data-testid="requests-filter"
      />
      {requests.isPending && (
        <div aria-busy="true" className={frame.rows}>
          <span className="visually-hidden">{t("console.loading")}</span>
          {["a", "b", "c"].map((row) => (
            <Skeleton key={row} height={64} />
          ))}
        </div>
      )}
      {requests.isError && rows.length === 0 && (
        <Notice alert icon={<Icon name="offline" />} title={t("requests.loadFailed")}>
          <Button variant="filled" onClick={() => void requests.refetch()}>
            {t("action.retry")}
          </Button>
        </Notice>
      )}
      {requests.isSuccess && rows.length === 0 && (
        <Notice icon={<Icon name="person" />} title={t("requests.empty.title")} text={t("requests.empty.text")}>
          <Button renderRoot={(root) => <Link to="/inbox/$view" params={{ view: "all" }} {...root} />}>
            {t("requests.empty.action")}
          </Button>
        </Notice>
      )}
      {rows.length > 0 && (
        <ul className={frame.rows}>
          {rows.map((request) => (
            <RequestRow key={request.id} request={request} />
          ))}
        </ul>
      )}
      {requests.hasNextPage && (
        <Button
          className={classes.more}
          loading={requests.isFetchingNextPage}
          onClick={() => void requests.fetchNextPage()}
          data-testid="requests-more"
        >
          {t("requests.more")}
        </Button>
      )}
    </div>
  );
}
