/** A canned response as it is being written. Pure. */

import type { Locale } from "#protocol/constants";
import { MAX_CANNED_CODE_CHARS } from "#protocol/constants";
import type { CannedBody, CannedResponse } from "#protocol/http-canned";

export interface Words {
  readonly title: string;
  readonly text: string;
}

export interface CannedDraft {
  readonly code: string;
  readonly texts: Readonly<Record<Locale, Words>>;
}

const NOTHING: Words = { title: "", text: "" };
const CODE = /^[\p{L}\p{N}_-]+$/u;

export function draftOf(canned: CannedResponse | undefined): CannedDraft {
  const { en = NOTHING, "zh-CN": zh = NOTHING } = canned?.texts ?? {};
  return { code: canned?.code ?? "", texts: { en, "zh-CN": zh } };
}

/** What keeps it from being saved: the first of these. */
export type DraftFault = "code" | "missing" | "half";

/** @returns what can be sent, or what is wrong with it */
export function bodyOf({ code, texts }: CannedDraft, shared: boolean): CannedBody | DraftFault {
  const wanted = code.normalize("NFKC").trim().toLowerCase();
  if (!CODE.test(wanted) || wanted.length > MAX_CANNED_CODE_CHARS) return "code";
  const written = (["en", "zh-CN"] as const).filter((locale) => !isBlank(texts[locale]));
  if (written.length === 0) return "missing";
  if (written.some((locale) => texts[locale].title.trim() === "" || texts[locale].text.trim() === "")) return "half";
  return { shared, code: wanted, texts: Object.fromEntries(written.map((locale) => [locale, texts[locale]])) };
}

function isBlank({ title, text }: Words): boolean {
  return title.trim() === "" && text.trim() === "";
}
