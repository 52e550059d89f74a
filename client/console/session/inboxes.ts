/** The shop's inboxes, for whoever may set them up. */
import { useQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { inboxes } from "#client/lib/inboxes-api.ts";
import { useMay } from "./me.ts";

/** @returns undefined to everybody else, and until they are known */
export function useInboxesToSetUp() {
  const maySeeThem = useMay("inbox.secret");
  const mayChangeThem = useMay("inbox.manage");
  const enabled = maySeeThem && mayChangeThem;
  return useQuery({ queryKey: ["inboxes"], queryFn: () => inboxes(api), enabled }).data;
}
