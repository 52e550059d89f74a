/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Desk } from "./desk.ts";
import { Home } from "./home.tsx";
import { Icon } from "./icon.tsx";
import { Thread } from "./thread.tsx";
import { useKeyboardHeight } from "./use-keyboard-height.ts";
import { useObservable } from "./use-observable.ts";
import { useWords } from "./words.ts";

/** More than this is not worth a wider badge. */
const MAX_BADGE = 99;

/** The launcher and what it opens. */
export function Panel({ desk }: { desk: Desk }) {
  const { t } = useWords();
  const state = useObservable(desk);
  const panel = useRef<HTMLElement>(null);
  const launcher = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useKeyboardHeight(panel, state.open);
  useEffect(() => {
    if (!state.open && wasOpen.current) launcher.current?.focus();
    wasOpen.current = state.open;
  }, [state.open]);

  const close = () => desk.toggle(false);
  const closed = state.unread > 0 ? t("launcher.unread", { count: state.unread }) : t("launcher.open");
  return (
    <>
      {state.open && (
        <section
          ref={panel}
          class="panel"
          role="dialog"
          aria-label={t("panel.label")}
          tabIndex={-1}
          data-testid="panel"
          onKeyDown={(event) => {
            if (event.key === "Escape" && !event.isComposing) close();
          }}
        >
          <Arrival key={state.shown?.key ?? "home"} panel={panel}>
            {state.shown ? (
              <Thread
                source={state.shown.source}
                refusal={state.refusal}
                back={() => desk.home()}
                close={close}
                startNew={() => desk.show()}
              />
            ) : (
              <Home desk={state} show={(key) => desk.show(key)} reload={() => void desk.reload()} close={close} />
            )}
          </Arrival>
        </section>
      )}
      <button
        ref={launcher}
        type="button"
        class={`launcher ${state.open ? "opened" : ""}`}
        data-testid="launcher"
        aria-expanded={state.open}
        aria-label={state.open ? t("launcher.close") : closed}
        onClick={() => desk.toggle(!state.open)}
      >
        <Icon name={state.open ? "down" : "chat"} size={24} />
        {!state.open && state.unread > 0 && (
          <span class="badge" data-testid="unread" aria-hidden="true">
            {state.unread > MAX_BADGE ? `${MAX_BADGE}+` : state.unread}
          </span>
        )}
      </button>
    </>
  );
}

/** Brings the focus along when one view follows another, unless the new one has put it in its composer. */
function Arrival({
  panel,
  children,
}: {
  panel: { readonly current: HTMLElement | null };
  children: ComponentChildren;
}) {
  useEffect(() => {
    const box = panel.current;
    const root = box?.getRootNode();
    const focused = root instanceof ShadowRoot ? root.activeElement : null;
    if (box && !box.contains(focused)) box.focus();
  }, [panel]);
  return <>{children}</>;
}
