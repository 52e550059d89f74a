import { ActionIcon, Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import type { ConversationView } from "#protocol/constants";
import type { SavedView } from "#protocol/http-views";
import { countFilters, FLAGGED, type ListFilters, sameFilters, toSearch } from "./filters.ts";
import classes from "./list-header.module.css";
import { useChangeViews, useViews } from "./use-views.ts";

// Forms that most visits never open.
const SaveViewDialog = lazy(() => import("./save-view-dialog.tsx"));
const ManageViewsDialog = lazy(() => import("./manage-views-dialog.tsx"));

/** The views of conversations that the reader keeps. */
export function ViewsMenu({ view, filters }: { view: ConversationView; filters: ListFilters }) {
  const navigate = useNavigate();
  const views = useViews();
  const changes = useChangeViews("conversations");
  return (
    <SavedViewsMenu
      first={<FlaggedView isOpen={view === "all" && sameFilters(FLAGGED, filters)} />}
      views={views}
      isOpen={(each) => each.view === view && sameFilters(each.filters, filters)}
      isNarrowed={countFilters(filters) > 0 || filters.sort !== undefined}
      onChoose={(each) =>
        void navigate({ to: "/inbox/$view", params: { view: each.view }, search: toSearch(each.filters) })
      }
      onUpdate={(chosen) => changes.mutate({ kind: "change", view: { ...chosen, view, filters } })}
      save={(onClose) => <SaveViewDialog of={{ view, filters }} onClose={onClose} />}
      manage={(onClose) => <ManageViewsDialog subject="conversations" views={views} onClose={onClose} />}
    />
  );
}

/** What somebody with more say has to look at: everybody's, and kept by nobody. */
function FlaggedView({ isOpen }: { isOpen: boolean }) {
  const { t } = useWordsOf(inboxWords);
  const navigate = useNavigate();
  return (
    <Menu.Item
      leftSection={<Icon name="flag" size={16} />}
      rightSection={isOpen && <Icon name="check" size={16} />}
      aria-current={isOpen || undefined}
      onClick={() => void navigate({ to: "/inbox/$view", params: { view: "all" }, search: toSearch(FLAGGED) })}
      data-testid="view-flagged"
    >
      {t("inbox.views.flagged")}
    </Menu.Item>
  );
}

interface SavedViewsMenuProps<View> {
  /** What stands above the reader's own. */
  readonly first?: ReactNode;
  readonly views: readonly View[];
  /** Whether the list shows just that. */
  readonly isOpen: (view: View) => boolean;
  /** There is something to save. */
  readonly isNarrowed: boolean;
  readonly onChoose: (view: View) => void;
  readonly onUpdate: (chosen: View) => void;
  readonly save: (onClose: () => void) => ReactNode;
  readonly manage: (onClose: () => void) => ReactNode;
}

/** The views that the reader keeps; the one that is open is ticked. */
export function SavedViewsMenu<View extends Pick<SavedView, "id" | "name">>(props: SavedViewsMenuProps<View>) {
  const { first, views, isOpen, isNarrowed, onChoose, onUpdate, save, manage } = props;
  const { t } = useWordsOf(inboxWords);
  const [dialog, setDialog] = useState<"save" | "manage">();
  /** Which one the reader came by: its filters can be saved anew. */
  const [chosenId, setChosenId] = useState<string>();
  const chosen = views.find(({ id }) => id === chosenId);
  const isNew = isNarrowed && !views.some(isOpen);
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon aria-label={t("inbox.views")} title={t("inbox.views")} data-testid="views-menu">
            <Icon name="bookmark" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {first}
          <Menu.Label>{t("inbox.views")}</Menu.Label>
          {views.map((each) => (
            <Menu.Item
              key={each.id}
              rightSection={isOpen(each) && <Icon name="check" size={16} />}
              aria-current={isOpen(each) || undefined}
              onClick={() => {
                setChosenId(each.id);
                onChoose(each);
              }}
              data-testid="saved-view"
            >
              {each.name}
            </Menu.Item>
          ))}
          {views.length === 0 && <p className={classes.none}>{t("inbox.views.none")}</p>}
          <Menu.Divider />
          {isNew && chosen !== undefined && (
            <Menu.Item
              leftSection={<Icon name="check" size={16} />}
              onClick={() => onUpdate(chosen)}
              data-testid="view-update"
            >
              {t("inbox.views.update", { name: chosen.name })}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<Icon name="plus" size={16} />}
            disabled={!isNew}
            onClick={() => setDialog("save")}
            data-testid="view-save"
          >
            {t("inbox.views.save")}
          </Menu.Item>
          {views.length > 0 && (
            <Menu.Item
              leftSection={<Icon name="edit" size={16} />}
              onClick={() => setDialog("manage")}
              data-testid="views-manage"
            >
              {t("inbox.views.manage")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {dialog === "save" && save(() => setDialog(undefined))}
        {dialog === "manage" && manage(() => setDialog(undefined))}
      </Suspense>
    </>
  );
}
