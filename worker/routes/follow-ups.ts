/** Routes: promised call-backs and the like. */
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import { changeFollowUp, followUpsOf, promise } from "#domain/followups/store";
import { subjectInScope } from "#domain/followups/subject";
import { localDay } from "#domain/today/local-day";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { type Call, defineRoute, type Route, repeated } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { secretsOf } from "#worker/environment";

const LIST = { permission: "conversation.list" } as const;
const NOTE = { permission: "conversation.note" } as const;

export const followUpRoutes: readonly Route[] = [
  defineRoute(operations.listFollowUps, LIST, async ({ env, principal, query, nowMs }) => {
    const { endMs } = localDay(query.zone, nowMs);
    return ok(await followUpsOf(database(env.DB), secretsOf(env).keyRing, principal, endMs));
  }),

  defineRoute(operations.promiseFollowUp, NOTE, async (asked) => {
    const { c, env, principal, body } = asked;
    const db = database(env.DB);
    const { subject, subjectId, ...promised } = body;
    const about = await subjectInScope(db, principal, subject, subjectId);
    if (!about.ok) return about;
    const made = await promise(db, secretsOf(env).keyRing, about.value, promised, editBy(asked));
    if (!made.ok) return made;
    c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
    const { followUp } = made.value;
    return made.value.repeated ? repeated({ followUp }) : ok({ followUp });
  }),

  defineRoute(operations.moveFollowUp, NOTE, (asked) => change(asked, asked.params.id, asked.body)),

  defineRoute(operations.finishFollowUp, NOTE, (asked) => change(asked, asked.params.id, asked.query)),
];

type Asked = Pick<Call<typeof operations.finishFollowUp>, "c" | "env" | "principal" | "nowMs">;

function editBy({ c, env, principal, nowMs }: Asked) {
  return { auditor: auditorOf(env, c.req.raw, principal), nowMs };
}

async function change(asked: Asked, id: string, to: { readonly version: number; readonly dueAtMs?: number }) {
  const { c, env, principal } = asked;
  const changed = await changeFollowUp(database(env.DB), principal, id, to, editBy(asked));
  if (changed.ok) c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
  return changed;
}
