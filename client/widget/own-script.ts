/** The tag that this script came by; a page may also bundle it, and place the element itself. */
const tag = document.currentScript;

export const ownScript = tag instanceof HTMLScriptElement ? tag : undefined;
/** Whence the widget is served. */
export const ownOrigin = new URL(ownScript?.src ?? location.href).origin;
