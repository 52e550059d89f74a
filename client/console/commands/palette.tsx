import { Modal } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import { kept } from "#client/console/kept.ts";
import { useMe } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { commandWords } from "#client/i18n/console-commands.ts";
import { MAX_SEARCH_CHARS } from "#protocol/constants";
import { Caps } from "./caps.tsx";
import classes from "./palette.module.css";
import { addRecent, readRecent } from "./recent.ts";
import { type PaletteItem, usePaletteItems } from "./use-palette-items.ts";

/** Finds anything by a few letters: a field with a list below it, of which one is chosen while the field keeps the focus. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useWordsOf(commandWords);
  const me = useMe();
  const listId = useId();
  const [q, setQ] = useState("");
  const [isComposing, setComposing] = useState(false);
  const [place, setPlace] = useState(0);
  const [recentIds] = useState(() => readRecent(kept, me.id));
  const { groups, state } = usePaletteItems(q, isComposing, recentIds);
  const items = groups.flatMap((group) => group.items.map((item) => ({ group: group.name, item })));
  const active = items[Math.min(place, items.length - 1)];
  const idOf = (group: string, item: PaletteItem) => `${listId} ${group} ${item.id}`.replaceAll(" ", "-");
  const activeId = active && idOf(active.group, active.item);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  function choose(item: PaletteItem) {
    addRecent(kept, me.id, item.id);
    onClose();
    item.run();
  }
  function onKeyDown(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      const next = Math.min(place, items.length - 1) + step;
      const isOne = Math.abs(step) === 1;
      setPlace(isOne ? (next + items.length) % items.length : Math.max(0, Math.min(items.length - 1, next)));
    }
    if (event.key === "Enter" && active !== undefined) {
      event.preventDefault();
      choose(active.item);
    }
  }

  return (
    <Modal.Root opened onClose={onClose} yOffset="12vh" size={600} padding={0} transitionProps={{ duration: 0 }}>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={t("palette.label")}>
        <Modal.Body className={classes.body ?? ""}>
          <div className={classes.field}>
            <Icon name="search" />
            <input
              type="text"
              role="combobox"
              aria-label={t("palette.label")}
              aria-expanded="true"
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={activeId}
              placeholder={t("palette.placeholder")}
              autoComplete="off"
              spellCheck={false}
              enterKeyHint="go"
              maxLength={MAX_SEARCH_CHARS}
              value={q}
              onChange={(event) => {
                setQ(event.currentTarget.value);
                setPlace(0);
              }}
              onCompositionStart={() => setComposing(true)}
              onCompositionEnd={() => setComposing(false)}
              onKeyDown={onKeyDown}
              data-autofocus
              data-testid="palette-field"
            />
          </div>
          <div ref={list} id={listId} role="listbox" aria-label={t("palette.label")} className={classes.list}>
            {groups.map(({ name, items: ofGroup }) => (
              <fieldset key={name} className={classes.group} aria-label={t(`palette.group.${name}`)}>
                <div className={classes.title} aria-hidden="true">
                  {t(`palette.group.${name}`)}
                </div>
                {ofGroup.map((item) => (
                  <Option
                    key={item.id}
                    id={idOf(name, item)}
                    item={item}
                    isActive={active?.item === item}
                    onPoint={() => setPlace(items.findIndex((each) => each.item === item))}
                    onChoose={() => choose(item)}
                  />
                ))}
              </fieldset>
            ))}
            {items.length === 0 && state === "ready" && <p className={classes.none}>{t("palette.none")}</p>}
          </div>
          <div className={classes.foot}>
            <span role="status" data-testid="palette-status">
              {state === "looking" && t("palette.looking")}
              {state === "failed" && t("palette.failed")}
              {state === "ready" && q.trim() !== "" && t("palette.count", { count: items.length })}
            </span>
            <span aria-hidden="true">{t("palette.keys")}</span>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Option(props: {
  id: string;
  item: PaletteItem;
  isActive: boolean;
  onPoint: () => void;
  onChoose: () => void;
}) {
  const { id, item, isActive, onPoint, onChoose } = props;
  return (
    // The field has the focus and the keys.
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={classes.option}
      onPointerMove={isActive ? undefined : onPoint}
      onClick={onChoose}
      data-testid="palette-option"
    >
      <Icon name={item.icon} size={16} />
      <span className={`${classes.label} ellipsis`}>{item.label}</span>
      {item.hint !== undefined && <span className={`${classes.hint} ellipsis`}>{item.hint}</span>}
      {item.keys !== undefined && <Caps keys={item.keys} />}
    </button>
  );
}
