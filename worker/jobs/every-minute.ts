/** What cron does each minute. One task that fails keeps no other from its turn. */
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import type { Environment } from "#worker/environment";
import { applyLedger } from "#worker/jobs/apply-ledger";
import { applyRetention } from "#worker/jobs/apply-retention";
import { sealAndCheckAudit } from "#worker/jobs/audit-chain";
import { deleteExpiredSignIns } from "#worker/jobs/delete-expired";
import { forgetOldNetworks } from "#worker/jobs/forget-networks";
import { importHistories } from "#worker/jobs/import-histories";
import { sweepRequests } from "#worker/jobs/privacy-request";
import { keepRotating } from "#worker/jobs/rotate-keys";
import { sweepAttachments } from "#worker/jobs/sweep-attachments";

type Task = (env: Environment, nowMs: number) => Promise<unknown>;

const TASKS: Readonly<Record<string, Task>> = {
  "drain outbox": drainD1Outbox,
  "import conversations": importHistories,
  "delete expired": deleteExpiredSignIns,
  "rotate keys": keepRotating,
  // What the ledger says goes before what is to be done anew.
  "apply ledger": applyLedger,
  "apply retention": applyRetention,
  "sweep privacy requests": sweepRequests,
  "forget networks": forgetOldNetworks,
  "sweep attachments": sweepAttachments,
  // Last: what the others wrote is sealed with it.
  "seal audit log": sealAndCheckAudit,
};

/** @throws if any task failed, after all of them had their turn */
export async function runEveryMinute(env: Environment, nowMs: number): Promise<void> {
  const failures: unknown[] = [];
  for (const [task, run] of Object.entries(TASKS)) {
    try {
      await run(env, nowMs);
    } catch (error) {
      failures.push(error);
      const name = error instanceof Error ? error.name : "unknown";
      console.error(JSON.stringify({ level: "error", event: "task failed", task, error: name }));
    }
  }
  if (failures.length > 0) throw new Error(`${failures.length} of the tasks of this minute failed`);
}
