/** Keeps the tokens' theme the same as Mantine's. */
import { useComputedColorScheme } from "@mantine/core";
import { useLayoutEffect } from "react";

export function ThemeSync() {
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = scheme;
  }, [scheme]);
  return null;
}
