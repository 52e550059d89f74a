/** The invitation of an administrator as SQL, for `wrangler d1 execute`, which takes no parameters. */
import type { D1Database } from "@cloudflare/workers-types";
import { database } from "#domain/database";
import { type OperatorInvitation, operatorInvitation } from "#domain/identity/operator-invitation";
import { statementText } from "#scripts/seed/sql";

function fail(): never {
  throw new Error("statements are only written here, not run");
}

/** Only builds statements: it is never asked anything. */
const nowhere: D1Database = { prepare: fail, batch: fail, exec: fail, withSession: fail, dump: fail };

/** @returns one statement a line */
export function invitationSql(invitation: OperatorInvitation, nowMs: number): string {
  return operatorInvitation(database(nowhere), invitation, nowMs).map(statementText).join("\n");
}
