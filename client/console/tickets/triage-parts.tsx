import { BulkBar } from "./bulk-bar.tsx";
import { RefusedDialog } from "./refused-dialog.tsx";
import { StatusDialog } from "./status-dialog.tsx";
import type { useTriage } from "./use-triage.ts";

type Triage = ReturnType<typeof useTriage>;

/** What stands above a list while some of it is selected, and the dialogs that belong to it. */
export function TriageParts({ triage }: { triage: Triage }) {
  const { selectedIds, targets, change, refused } = triage;
  return (
    <>
      {selectedIds.length > 0 && (
        <BulkBar
          rows={targets}
          isAll={triage.isAll}
          isPending={triage.isPending}
          onAll={triage.selectAll}
          onClear={triage.clear}
          onChange={change}
        />
      )}
      {triage.isChoosing && targets.length > 0 && (
        <StatusDialog count={targets.length} onChoose={(status) => change({ status })} onClose={triage.stopChoosing} />
      )}
      {refused !== undefined && <RefusedDialog refused={refused} onClose={triage.forgetRefused} />}
    </>
  );
}
