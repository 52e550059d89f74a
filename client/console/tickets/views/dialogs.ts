/** Forms of views that most visits never open. */
import { lazy } from "react";

export const SaveViewDialog = lazy(() => import("#client/console/inbox/save-view-dialog.tsx"));
export const ManageViewsDialog = lazy(() => import("#client/console/inbox/manage-views-dialog.tsx"));
