/**
 * What stands in for Workers AI where there is no account: the same `run`, answered by models that are embedded in the worker.
 * What has no local form is refused by name, so that nobody takes silence for an answer.
 */
import { WorkerEntrypoint } from "cloudflare:workers";
import { z } from "zod";
import type { FoundException } from "#domain/exceptions/rules";
import type { Environment } from "#worker/environment";
import { embeddedModel } from "#worker/local-ai/exceptions/embedded";
import { EXCEPTIONS_MODEL } from "#worker/local-ai/models";

const exceptionsInputs = z.object({ texts: z.array(z.string()) });

export class LocalAi extends WorkerEntrypoint<Environment> {
  /**
   * @param inputs of the model, as `models.ts` tells
   * @throws if the model has no local form
   */
  async run(model: string, inputs: unknown): Promise<{ found: FoundException[] }> {
    if (model !== EXCEPTIONS_MODEL)
      throw new Error(`unavailable: ${model} has no local form; name a Workers AI account`);
    const { texts } = exceptionsInputs.parse(inputs);
    const find = await embeddedModel();
    return { found: texts.flatMap(find) };
  }
}
