/** @jsxImportSource preact */
import type { ThreadSource } from "./thread-source.ts";

/** Where the question stands whether it is settled; what draws it comes as a script of its own. */
export function ClosingPlace({ source }: { source: ThreadSource }) {
  const { conversation } = source.get().log;
  const { closing } = conversation ?? {};
  const { confirm } = source;
  if (!closing?.state || !confirm) return null;
  return (
    <div
      key={conversation?.id}
      ref={(place) => {
        const root = place?.getRootNode();
        if (root instanceof ShadowRoot) root.host.closest("edgedesk-widget")?.ask("closing", [place, closing, confirm]);
      }}
    />
  );
}
