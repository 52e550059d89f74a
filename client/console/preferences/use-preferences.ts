/** An agent's own choices: shown at once, kept on the server, and the same wherever they sign in. */
import { useMantineColorScheme } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "#client/console/api.ts";
import { kept } from "#client/console/kept.ts";
import { useMe } from "#client/console/session/me.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWords } from "#client/console/words.tsx";
import { ApiError } from "#client/lib/api.ts";
import { changePreferences, readPreferences } from "#client/lib/preferences-api.ts";
import { THEMES } from "#protocol/constants";
import type { KeptPreferences, Preferences } from "#protocol/http-preferences";
import { dressPage, rememberedPreferences, rememberPreferences, THEME_KEY } from "./cache.ts";
import { STANDARD } from "./standard.ts";

const FIRST: KeptPreferences = { preferences: STANDARD, version: 0 };

/** Whoever never chose goes on as they were: with the theme that this browser had before they signed in. */
async function read(): Promise<KeptPreferences> {
  const found = await readPreferences(api);
  const theme = THEMES.find((each) => each === kept.get(THEME_KEY));
  if (found.version > 0 || theme === undefined) return found;
  return { ...found, preferences: { ...found.preferences, theme } };
}

function preferencesQuery(agentId: string) {
  return queryOptions({
    queryKey: ["preferences", agentId],
    queryFn: read,
    placeholderData: () => rememberedPreferences(agentId),
    // Another of the agent's browsers may change them at any time, but nobody waits for that.
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });
}

export function usePreferences(): Preferences {
  const me = useMe();
  return useQuery(preferencesQuery(me.id)).data?.preferences ?? STANDARD;
}

/**
 * Changes what is named and leaves the rest. What was changed in another browser meanwhile is read and the change made
 * there too; a change that cannot be kept is taken back, and said.
 */
export function useChangePreferences(): (change: Partial<Preferences>) => void {
  const me = useMe();
  const queries = useQueryClient();
  const notify = useNotify();
  const { t } = useWords();
  const { queryKey } = preferencesQuery(me.id);
  const { mutate } = useMutation({
    // One after the other: each goes by the version that the one before has made.
    scope: { id: "preferences" },
    mutationFn: async (change: Partial<Preferences>) => {
      try {
        return await put(change, queries.getQueryData(queryKey) ?? (await read()));
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== "conflict") throw error;
        return put(change, await read());
      }
    },
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, (shown: KeptPreferences | undefined): KeptPreferences => {
        const { preferences, version } = shown ?? rememberedPreferences(me.id) ?? FIRST;
        return { preferences: { ...preferences, ...change }, version };
      });
    },
    onSuccess: ({ version }) => {
      // Another change may be shown already that is still to be kept.
      queries.setQueryData(queryKey, (shown) => shown && { ...shown, version });
    },
    onError: (error) => {
      if (!isSignedOut(error)) notify.problem(t("preferences.failed"));
      void queries.invalidateQueries({ queryKey });
    },
  });
  return mutate;
}

function put(change: Partial<Preferences>, { preferences, version }: KeptPreferences): Promise<KeptPreferences> {
  return changePreferences(api, { preferences: { ...preferences, ...change }, version });
}

/** Draws the console as the agent wants it. */
export function PreferencesApplied(): null {
  const me = useMe();
  const { data } = useQuery(preferencesQuery(me.id));
  const { setColorScheme } = useMantineColorScheme();
  const { setLocale } = useWords();
  useEffect(() => {
    if (data === undefined) return;
    rememberPreferences(me.id, data);
    dressPage(data.preferences);
  }, [me.id, data]);
  const theme = data?.preferences.theme;
  useEffect(() => {
    if (theme !== undefined) setColorScheme(theme);
  }, [theme, setColorScheme]);
  const locale = data?.preferences.locale;
  useEffect(() => {
    if (locale !== undefined) setLocale(locale);
  }, [locale, setLocale]);
  return null;
}
