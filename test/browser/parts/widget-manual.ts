/** What docs/widget.md shows works as it stands there: its examples are read out of it, in both languages, and run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Locale } from "#protocol/constants";
import { repositoryRoot } from "#scripts/local/instance";
import { AgentPage } from "#test/browser/pages/agent";
import { askOn, openShopPage, settled } from "#test/browser/pages/shop-page";
import type { Stage } from "#test/browser/parts/stage";
import { styleOf } from "#test/browser/parts/widget-looks";
import { photographOnFailure } from "#test/harness/browser";

const MANUALS: Readonly<Record<Locale, string>> = { en: "docs/widget.md", "zh-CN": "docs/widget.zh-CN.md" };

/** Where the manual has Edgedesk stand. */
const EXAMPLE_HOST = "desk.example.com";

interface Manual {
  readonly text: string;
  /** The examples of a kind, from the top, with this server in the place of the example's. */
  readonly examples: (kind: "html" | "css" | "js" | "") => string[];
}

function manual({ server }: Stage, locale: Locale): Manual {
  const text = readFileSync(join(repositoryRoot, MANUALS[locale]), "utf8");
  const here = text
    .replaceAll(`https://${EXAMPLE_HOST}`, server.url)
    .replaceAll(`wss://${EXAMPLE_HOST}`, server.url.replace("http", "ws"));
  const blocks = [...here.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
  return {
    text,
    examples: (kind) => blocks.filter(([, of]) => of === kind).map(([, , body = ""]) => body),
  };
}

/** First cells of the rows of all tables, as the code that stands in them. */
function named(text: string, pattern: RegExp): string[] {
  const cells = text.split("\n").map((line) => /^\| ([^|]*(?:\\\|[^|]*)*) \|/.exec(line)?.[1] ?? "");
  return cells.flatMap((cell) => [...cell.matchAll(pattern)].map(([, name = ""]) => name));
}

export function widgetManualTests(stage: () => Stage): void {
  describe.each(["en", "zh-CN"] as const)("the manual in %s", (locale) => {
    test("has examples that do together what it says of them", async () => {
      const { browser, server } = stage();
      const { examples } = manual(stage(), locale);
      const [tag, product] = examples("html");
      const css = examples("css").join("");
      const html = `<!doctype html><title>Manual</title>${tag}${product}<style>${css}</style><script>${examples("js").join("")}</script>`;
      const { context, page, complaints } = await openShopPage(stage(), html, { locale });
      photographOnFailure(`manual-${locale}`, page);
      const heard: string[] = [];
      page.on("console", (line) => line.type() === "log" && heard.push(line.text()));
      const value = (name: string) => new RegExp(`${name}: ([^;]+);`).exec(css)?.[1];

      const launcher = page.getByTestId("launcher");
      await settled(page);
      const rgb = (hex = "") => `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;
      expect(await styleOf(launcher, "background-color")).toBe(rgb(value("--edgedesk-accent")));
      expect(await styleOf(launcher, "color")).toBe(rgb(value("--edgedesk-on-accent")));
      const [x, y] = [value("--edgedesk-x"), value("--edgedesk-y")].map((length) => Number.parseInt(length ?? "", 10));
      const box = await launcher.boundingBox();
      expect([box?.x, box?.y]).toEqual([1280 - 56 - (x ?? 0), 800 - 56 - (y ?? 0)]);

      const question = `Does the manual work? ${locale}`;
      await askOn(page, question);
      expect(await styleOf(page.getByTestId("panel"), "border-top-left-radius")).toBe(value("--edgedesk-radius"));
      const font = await styleOf(page.getByTestId("composer"), "font-family");
      // The browser leaves out quotes that are not needed.
      expect(font.replaceAll('"', "")).toBe(value("--edgedesk-font")?.replaceAll('"', ""));
      const offer = await page.getByTestId("product-offer").textContent();
      const said = (name: string) => new RegExp(`${name}: "([^"]+)"`).exec(product ?? "")?.[1];
      for (const name of ["title", "variant"]) expect(offer).toContain(said(name));
      expect(offer).toContain(said("amount"));

      const agent = await AgentPage.signIn(browser, server, "en");
      await agent.take(question);
      await agent.write("As it stands there.");
      await expect.poll(() => heard.some((line) => / As it stands there\.$/.test(line))).toBe(true);
      expect(complaints).toEqual([]);
      await Promise.all([context.close(), agent.context.close()]);
    });

    test("names a policy that is enough, and no more than is wanted", async () => {
      const { examples } = manual(stage(), locale);
      const [tag] = examples("html");
      const policy = `default-src 'none'; ${examples("").join("").replaceAll("\n", " ")}`;
      const { context, page, complaints } = await openShopPage(stage(), `<!doctype html><title>Policy</title>${tag}`, {
        headers: { "content-security-policy": policy },
        locale,
      });
      await askOn(page, `Is the policy enough? ${locale}`);
      expect(complaints).toEqual([]);
      await context.close();
    });

    test("names all that a page can say, and nothing that it cannot", async () => {
      const { text } = manual(stage(), locale);
      const { context, page } = await openShopPage(
        stage(),
        `<!doctype html><title>Names</title><script async src="/widget.js" data-inbox="web"></script>`,
      );
      await page.getByTestId("launcher").waitFor();
      const calls: unknown = await page.evaluate(
        `Object.keys(edgedesk).filter((name) => typeof edgedesk[name] === "function" && name !== "push").sort()`,
      );
      expect(named(text, /`(\w+)\(/g).sort()).toEqual(calls);
      await context.close();
    });

    test("names the events and all that is in each", async () => {
      const { browser, server } = stage();
      const { text } = manual(stage(), locale);
      const events = named(text, /`edgedesk:(\w+)`/g);
      const fields = Object.fromEntries(
        text.split("\n").flatMap((line) => {
          const inBraces = /`\{([\w, ]+)\}`/.exec(line)?.[1]?.split(", ") ?? [];
          return [...line.matchAll(/`edgedesk:(\w+)`/g)].map(([, event = ""]) => [event, inBraces.sort()]);
        }),
      );
      const { context, page } = await openShopPage(
        stage(),
        `<!doctype html><title>Events</title><script>
          window.heard = {};
          for (const name of ${JSON.stringify(events)})
            addEventListener("edgedesk:" + name, ({ detail }) => { heard[name] = Object.keys(detail).sort(); });
        </script><script async src="/widget.js" data-inbox="web"></script>`,
      );
      const question = `What can a page hear? ${locale}`;
      await askOn(page, question);
      const agent = await AgentPage.signIn(browser, server, "en");
      await agent.take(question);
      await page.getByTestId("close").click();
      await agent.write("This.");
      await expect.poll(() => page.evaluate("heard")).toEqual(fields);
      await Promise.all([context.close(), agent.context.close()]);
    });
  });
}
