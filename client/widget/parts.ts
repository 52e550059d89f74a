/** Loads the widget's further scripts, and is where they find each other. */
import type { Part, Parts } from "./contract.ts";
import { PARTS } from "./parts-name.ts";

/** Nothing but scripts of the widget, whoever asks: this may make script addresses where a page allows them to few. */
const SCRIPT = /^\/widget-[\w.-]+\.js$/;

interface ScriptPolicy {
  createScriptURL(address: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

/** A page that asks for Trusted Types allows `edgedesk`; on any other, or where it was not allowed, addresses are texts. */
function scriptPolicy(): ScriptPolicy | undefined {
  try {
    return (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes?.createPolicy("edgedesk", {
      createScriptURL: (address) => address,
    });
  } catch {
    return undefined;
  }
}

/** @param origin whence the loader came, one registry for each */
export function partsOf(origin: string): Parts {
  const all = globalThis[PARTS] ?? {};
  globalThis[PARTS] = all;
  const parts = all[origin] ?? newParts(origin);
  all[origin] = parts;
  return parts;
}

function newParts(origin: string): Parts {
  const loading = new Map<string, Promise<Part>>();
  const policy = scriptPolicy();
  const parts: Parts = Object.assign(new Map<string, Part>(), {
    load(address: string) {
      const fetching =
        loading.get(address) ??
        new Promise<Part>((resolve, reject) => {
          if (!SCRIPT.test(address.replace(origin, ""))) return reject();
          const tag = document.createElement("script");
          tag.src = policy?.createScriptURL(address) ?? address;
          tag.onload = () => resolve(parts.get(address) ?? {});
          tag.onerror = () => {
            loading.delete(address);
            reject();
          };
          document.head.append(tag);
        });
      loading.set(address, fetching);
      return fetching;
    },
  });
  return parts;
}
