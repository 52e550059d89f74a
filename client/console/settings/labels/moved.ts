/** @returns the items with one of them so many places further down; where there is no such place, as they were */
export function moved<Item>(items: readonly Item[], index: number, by: number): readonly Item[] {
  const item = items[index];
  const place = index + by;
  if (item === undefined || place < 0 || place >= items.length) return items;
  return items.toSpliced(index, 1).toSpliced(place, 0, item);
}
