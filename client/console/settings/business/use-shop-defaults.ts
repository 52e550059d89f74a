/** What an inbox begins with: the business profile, or where nobody has set one, or the reader may not see it, their own browser's. */
import { useQuery } from "@tanstack/react-query";
import { useMe } from "#client/console/session/me.ts";
import { useWords } from "#client/console/words.tsx";
import type { Business } from "#protocol/http-business";
import { businessQuery } from "./use-business.ts";

export function useShopDefaults(): Pick<Business, "shopName" | "locale" | "timeZone" | "logoUrl"> {
  const { locale } = useWords();
  const mayRead = useMe().permissions.includes("business.manage");
  const business = useQuery({ ...businessQuery, enabled: mayRead }).data;
  if (business !== undefined && business.version > 0) return business;
  return { shopName: "", locale, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}
