/** The ledger of erasures in an R2 bucket of its own, one small object an entry. */
import { type Ledger, ledgerEntry } from "#domain/rights/ledger";
import type { Environment } from "#worker/environment";

const PREFIX = "erasures/";
const keyOf = (id: string) => `${PREFIX}${id}.json`;

export function ledgerOf({ LEDGER: bucket }: Pick<Environment, "LEDGER">): Ledger {
  return {
    async write(entry) {
      const httpMetadata = { contentType: "application/json" };
      await bucket.put(keyOf(entry.id), JSON.stringify(ledgerEntry.parse(entry)), { httpMetadata });
    },
    async read(id) {
      const found = await bucket.get(keyOf(id));
      return found === null ? undefined : ledgerEntry.parse(JSON.parse(await found.text()));
    },
    async idsAfter(id, limit) {
      const after = id === undefined ? {} : { startAfter: keyOf(id) };
      const { objects } = await bucket.list({ prefix: PREFIX, limit, ...after });
      return objects.map(({ key }) => key.slice(PREFIX.length, -".json".length));
    },
  };
}
