/** The inbox as its settings and the moment have it, decoded by hand; `shop.test.ts` holds this equal to the contract. */
import { array, attempt, checked, type Decoder, integer, object, oneOf, string } from "#client/lib/decoder.ts";
import { instant, slug } from "#client/lib/nouns.ts";
import { INBOX_POSITIONS, type Locale, TEAM_STATES } from "#protocol/constants";
import type { WidgetInbox } from "#protocol/http-widget-inbox";

/** In one or both languages. */
const textsByLocale: Decoder<Partial<Record<Locale, string>>> = (input) => {
  const { en, "zh-CN": zh } = object({}, { en: string, "zh-CN": string })(input);
  return { ...(en !== undefined && { en }), ...(zh !== undefined && { "zh-CN": zh }) };
};

const shop: Decoder<WidgetInbox> = object(
  {
    id: slug,
    shopName: string,
    position: oneOf(...INBOX_POSITIONS),
    team: object(
      { people: array(object({ id: string, name: string })), state: oneOf(...TEAM_STATES) },
      { opensAt: instant, usualReplySeconds: integer(0) },
    ),
  },
  {
    logoUrl: string,
    accent: checked((value) => /^#[0-9a-f]{6}$/.test(value)),
    greeting: textsByLocale,
    privacyUrl: string,
  },
);

/** @returns undefined for what a server gives that has no such thing */
export function shopOf(input: unknown): WidgetInbox | undefined {
  return attempt(shop, input);
}
