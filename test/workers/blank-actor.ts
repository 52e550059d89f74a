/** An actor nobody has used yet, for tests of what actors are built on: real storage, alarm and sockets. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { ConversationActor } from "#actors/conversation/actor";
import { migrate } from "#actors/runtime/migrations";
import { OUTBOX_MIGRATION } from "#actors/runtime/outbox";
import { TIMERS_MIGRATION } from "#actors/runtime/timers";

let made = 0;

export type Stub = DurableObjectStub<ConversationActor>;

/** One whose name no other test has. */
export function blankActor(): Stub {
  made += 1;
  return env.CONVERSATION.get(env.CONVERSATION.idFromName(`blank-${made}`));
}

/** Runs within the actor, over tables of timers and outbox: the first two of its own migrations. It never begins, so it rests. */
export function within<Value>(stub: Stub, body: (state: DurableObjectState) => Promise<Value>): Promise<Value> {
  return runInDurableObject(stub, async (_actor: ConversationActor, state) => {
    migrate(state.storage, [TIMERS_MIGRATION, OUTBOX_MIGRATION]);
    return body(state);
  });
}
