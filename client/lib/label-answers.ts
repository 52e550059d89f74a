/** Hand decoders of labels and of customers' details; held equal to the zod ones by `label-answers.test.ts`. */
import { LABEL_COLOURS } from "#protocol/constants";
import type { ShownAttribute } from "#protocol/http-attributes";
import type { Label, LabelUse } from "#protocol/http-labels";
import { array, boolean, type Decoder, integer, object, oneOf, plainValue, string } from "./decoder.ts";
import { count, slug } from "./nouns.ts";

const label: Decoder<Label> = object({
  id: slug,
  name: string,
  colour: oneOf(...LABEL_COLOURS),
  allowFromWidget: boolean,
  version: integer(1),
});
export const labelList: Decoder<{ items: Label[] }> = object({ items: array(label) });
export const labelUse: Decoder<LabelUse> = object({ items: array(object({ id: slug, conversations: count })) });
export const labelAnswer: Decoder<{ label: Label }> = object({ label });

export const contactAttributes: Decoder<{ items: ShownAttribute[] }> = object({
  items: array(object({ key: string, value: plainValue, verified: boolean }, { masked: oneOf(true) })),
});
export const revealedAttribute: Decoder<{ key: string; value: ShownAttribute["value"] }> = object({
  key: string,
  value: plainValue,
});
