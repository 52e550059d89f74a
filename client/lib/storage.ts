/** Small values that should survive a reload. Private windows and full disks make storage throw: then memory has to do. */

export interface KeyValueStore {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(prefix: string): string[];
}

/** Forgets with the page. */
export function memoryStore(): KeyValueStore {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key),
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
  };
}

const PROBE = "edgedesk:probe";

/** Whether what is put into the browser's storage will be there on the next page; leaves nothing in it. */
export function isLasting(open: () => Storage = () => localStorage): boolean {
  try {
    open().setItem(PROBE, "1");
    open().removeItem(PROBE);
    return true;
  } catch {
    return false;
  }
}

/**
 * The browser's storage, with memory beside it for whatever it refuses.
 * @param open gives the storage; reading `localStorage` itself may throw
 */
export function browserStore(open: () => Storage = () => localStorage): KeyValueStore {
  const memory = memoryStore();
  const safely = <Value>(work: (storage: Storage) => Value): Value | undefined => {
    try {
      return work(open());
    } catch {
      return undefined;
    }
  };
  return {
    get: (key) => memory.get(key) ?? safely((storage) => storage.getItem(key)) ?? undefined,
    set(key, value) {
      const kept = safely((storage) => {
        storage.setItem(key, value);
        return true;
      });
      if (kept) memory.remove(key);
      else memory.set(key, value);
    },
    remove(key) {
      memory.remove(key);
      safely((storage) => storage.removeItem(key));
    },
    keys(prefix) {
      const stored = safely((storage) => Object.keys(storage).filter((key) => key.startsWith(prefix))) ?? [];
      return [...new Set([...stored, ...memory.keys(prefix)])];
    },
  };
}
