/** The button that a page shows until the widget itself is there. */
import { ICON_PATHS } from "./icon-paths.ts";

const SVG = "http://www.w3.org/2000/svg";

/** @param approached somebody moves towards it @param pressed it was clicked */
export function newLauncher(approached: () => void, pressed: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  setAttributes(button, { type: "button", class: "launcher", "data-testid": "launcher", "aria-expanded": "false" });
  const icon = document.createElementNS(SVG, "svg");
  setAttributes(icon, { class: "icon", viewBox: "0 0 20 20", width: "24", height: "24" });
  const path = document.createElementNS(SVG, "path");
  setAttributes(path, { d: ICON_PATHS.chat });
  icon.append(path);
  button.append(icon);
  for (const sign of ["pointerenter", "focus"]) button.addEventListener(sign, approached);
  button.addEventListener("click", pressed);
  return button;
}

/** Those that have a value. */
export function setAttributes(element: Element, attributes: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
}
