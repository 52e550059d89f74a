/** What the console asks about closing. Hand decoders; held equal to the zod ones by `closing-api.test.ts`. */
import type { ClosingCategory, ClosingSettings, ClosingSettingsBody } from "#protocol/http-closing";
import { type ApiOptions, call } from "./api.ts";
import { array, boolean, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { slug } from "./nouns.ts";

const PATH = "/api/v1/closing-settings";

const category: Decoder<ClosingCategory> = object({ id: slug }, { name: string, retired: oneOf(true) });
export const closingSettingsAnswer: Decoder<ClosingSettings> = object({
  categories: array(category),
  categoryRequired: boolean,
  silenceHours: integer(1),
  version: integer(0),
});

/** @throws ApiError */
export function readClosingSettings(api: ApiOptions): Promise<ClosingSettings> {
  return call(api, { method: "GET", path: PATH, answer: closingSettingsAnswer });
}

/** At the version that was seen. @throws ApiError `conflict` with the reason `changed_meanwhile` or `name_taken` */
export function saveClosingSettings(api: ApiOptions, body: ClosingSettingsBody): Promise<ClosingSettings> {
  return call(api, { method: "PUT", path: PATH, body, answer: closingSettingsAnswer });
}
