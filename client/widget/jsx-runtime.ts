/** Preact's automatic JSX runtime without its half for servers: a widget is never drawn there, and every byte is a shop's. */
import { type Attributes, type ComponentType, createElement, Fragment } from "preact";

type Props = Readonly<Record<string, unknown>> & Attributes;

export function jsx(type: ComponentType<Props> | string, props: Props, key?: string) {
  return typeof type === "string" ? createElement(type, { ...props, key }) : createElement(type, { ...props, key });
}

export { Fragment, jsx as jsxs };
