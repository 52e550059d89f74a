import "./theme/mantine.css";
import "@mantine/notifications/styles.layer.css";
import "#client/tokens.css";
import "./theme/base.css";
import "./theme/accents.css";
import "./theme/density.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "#client/lib/api.ts";
import { dressPage, rememberedPreferences, THEME_KEY } from "./preferences/cache.ts";
import { createConsoleRouter } from "./router.tsx";
import { goToSignIn, isSignedOut } from "./session/session-ended.ts";
import notify from "./shell/use-notify.module.css";
import { installPolicy, styleNonce } from "./theme/content-security.ts";
import { cssVariablesResolver, theme } from "./theme/mantine.ts";
import { ThemeSync } from "./theme/theme-sync.tsx";
import { WordsProvider } from "./words.tsx";

/** A refusal stays one however often it is asked; only a server that did not answer may do so the next time. */
const MAX_RETRIES = 2;

const onError = (error: Error) => {
  if (isSignedOut(error)) void goToSignIn(router, queries);
};
const queries = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      retry: (failures, error) =>
        failures < MAX_RETRIES && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      // The feed says what has changed; coming back to the tab need not ask for all of it again.
      refetchOnWindowFocus: false,
    },
    // What an agent asked for is done now or refused now, not when a network happens to be back.
    mutations: { networkMode: "always" },
  },
});
const router = createConsoleRouter(queries);
const rootElement = document.querySelector("#root");
if (rootElement === null) throw new Error("index.html has no #root");

installPolicy(window);
const remembered = rememberedPreferences();
if (remembered !== undefined) dressPage(remembered.preferences);
createRoot(rootElement).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      getStyleNonce={styleNonce}
      colorSchemeManager={localStorageColorSchemeManager({ key: THEME_KEY })}
      defaultColorScheme="auto"
    >
      <ThemeSync />
      <WordsProvider>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
        <Notifications
          position="top-right"
          containerWidth={340}
          autoClose={6_000}
          limit={3}
          className={notify.place ?? ""}
        />
      </WordsProvider>
    </MantineProvider>
  </StrictMode>,
);
