/** Where the demo store is; undefined where there is none: then the server leaves this mark out of the page. */
export function demoStore(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name="demo-store"]')?.content;
}
