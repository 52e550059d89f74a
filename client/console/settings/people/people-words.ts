/** How people, their roles and refusals are put into words. */
import { ApiError } from "#client/lib/api.ts";
import type { Role } from "#protocol/constants";

type RoleWords = (key: `role.${Role}`) => string;

/** One of the four in the reader's language, or a custom role by its own name. */
export function roleLabel(person: { role: Role; roleName?: string | undefined }, t: RoleWords): string {
  return person.roleName ?? t(`role.${person.role}`);
}

const REASONS = {
  email_taken: "refused.emailTaken",
  last_admin: "refused.lastAdmin",
  changed_meanwhile: "refused.changedMeanwhile",
  grants_exceeded: "refused.beyond",
  name_taken: "refused.nameTaken",
  in_use: "refused.inUse",
} as const;
type Refused = (typeof REASONS)[keyof typeof REASONS] | "refused.failed" | "refused.forbidden" | "refused.gone";

/** Why it was refused, and what to do now. */
export function wordRefusal(error: Error, t: (key: Refused) => string): string {
  if (!(error instanceof ApiError)) return t("refused.failed");
  const known = Object.entries(REASONS).find(([reason]) => reason === error.reason);
  if (known !== undefined) return t(known[1]);
  if (error.code === "forbidden") return t("refused.forbidden");
  return error.code === "not_found" ? t("refused.gone") : t("refused.failed");
}
