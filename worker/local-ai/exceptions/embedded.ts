/** The model that the worker carries: read when a message is first looked at, so that no isolate pays for it that never does. */
import { type FindsExceptions, modelOf } from "#worker/local-ai/exceptions/model";

let model: Promise<FindsExceptions> | undefined;

export function embeddedModel(): Promise<FindsExceptions> {
  model ??= import("#worker/local-ai/exceptions/weights").then(({ WEIGHTS }) => modelOf(WEIGHTS));
  return model;
}
