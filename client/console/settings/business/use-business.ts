/** The business profile as the console reads and changes it, with what was changed on the page laid over it. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { shopWords } from "#client/i18n/console-shop.ts";
import { ApiError } from "#client/lib/api.ts";
import { readBusiness, removeLogo, saveBusiness, saveLogo } from "#client/lib/inbox-settings-api.ts";
import type { Business } from "#protocol/http-business";
import { shrunk } from "./shrink.ts";

export const businessQuery = queryOptions({ queryKey: ["business"], queryFn: () => readBusiness(api) });

export type BusinessPatch = { readonly [Name in Exclude<keyof Business, "version" | "logoUrl">]?: Business[Name] };

export function useBusiness() {
  const { t } = useWordsOf(shopWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const query = useQuery(businessQuery);
  const [patch, setPatch] = useState<BusinessPatch>({});
  const saved = query.data;
  const profile = saved === undefined ? undefined : { ...saved, ...patch };
  const onError = (error: Error) => {
    if (isSignedOut(error)) return;
    const isChanged = error instanceof ApiError && error.reason === "changed_meanwhile";
    notify.problem(t(isChanged ? "business.problem.changed" : "business.problem"));
    void queries.invalidateQueries({ queryKey: businessQuery.queryKey });
  };
  const keep = (answer: Business, done: "business.saved" | "business.logo.saved" | "business.logo.removed") => {
    queries.setQueryData(businessQuery.queryKey, answer);
    notify.done(t(done));
  };
  const saving = useMutation({
    mutationFn: ({ logoUrl: _logo, ...body }: Business) => saveBusiness(api, body),
    onSuccess(answer) {
      setPatch({});
      keep(answer, "business.saved");
    },
    onError,
  });
  const picturing = useMutation({
    async mutationFn({ file, version }: { file: File; version: number }) {
      const logo = await shrunk(file);
      return logo === undefined ? undefined : saveLogo(api, logo, version);
    },
    onSuccess(answer) {
      if (answer === undefined) notify.problem(t("business.logo.wrong"));
      else keep(answer, "business.logo.saved");
    },
    onError,
  });
  const removing = useMutation({
    mutationFn: (version: number) => removeLogo(api, version),
    onSuccess: (answer) => keep(answer, "business.logo.removed"),
    onError,
  });
  return {
    query,
    profile,
    isDirty: JSON.stringify(profile) !== JSON.stringify(saved),
    isBusy: saving.isPending || picturing.isPending || removing.isPending,
    change: (more: BusinessPatch) => setPatch((before) => ({ ...before, ...more })),
    save: () => profile !== undefined && saving.mutate(profile),
    setLogo: (file: File) => saved !== undefined && picturing.mutate({ file, version: saved.version }),
    removeLogo: () => saved !== undefined && removing.mutate(saved.version),
  };
}
