/** Where items are (`iloc`, ISO/IEC 14496-12, 8.11.3). */
import { FormatBroken } from "#domain/attachments/private/broken";
import { Fields } from "#domain/attachments/private/fields";

export interface Extent {
  /** In the box of items' data; otherwise in the file. */
  readonly isInside: boolean;
  readonly from: number;
  readonly to: number;
}

const [IN_FILE, INSIDE] = [0, 1];
const MAX_VERSION = 2;
const SIZES = new Set([0, 4, 8]);

/** @returns the parts of these items. @throws FormatBroken, also if they are in another file, or part of another item */
export function extentsOf(content: Uint8Array, ids: ReadonlySet<number>): Extent[] {
  const fields = new Fields(content);
  const version = fields.number(1);
  fields.number(3);
  const [some, more] = [fields.number(1), fields.number(1)];
  const sizes = { offset: some >> 4, length: some & 0x0f, base: more >> 4, index: version === 0 ? 0 : more & 0x0f };
  if (version > MAX_VERSION || Object.values(sizes).some((size) => !SIZES.has(size))) throw new FormatBroken();
  const idBytes = version < 2 ? 2 : 4;
  const found: Extent[] = [];
  for (let left = fields.number(idBytes); left > 0; left -= 1) {
    const isWanted = ids.has(fields.number(idBytes));
    const method = version === 0 ? IN_FILE : fields.number(2) & 0x0f;
    const isElsewhere = fields.number(2) !== 0;
    const base = fields.number(sizes.base);
    const count = fields.number(2);
    // Otherwise nothing would tell how often to look for more.
    if (sizes.index + sizes.offset + sizes.length === 0 && count > 1) throw new FormatBroken();
    if (isWanted && (isElsewhere || (method !== IN_FILE && method !== INSIDE))) throw new FormatBroken();
    for (let nth = 0; nth < count; nth += 1) {
      fields.number(sizes.index);
      const from = base + fields.number(sizes.offset);
      const length = fields.number(sizes.length);
      // Of all that there is, nobody can tell what else it is.
      if (isWanted && length === 0) throw new FormatBroken();
      if (isWanted) found.push({ isInside: method === INSIDE, from, to: from + length });
    }
  }
  return found;
}
