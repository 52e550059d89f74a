/** How an agent's load is told: whoever knows whole places alone, as an earlier release does, counts on no more than there is. */
export interface ToldLoad {
  /** Rounded up. */
  readonly load: number;
  /** In places, where that is another number. */
  readonly exactLoad?: number | undefined;
}

export function toldLoad(places: number): ToldLoad {
  const load = Math.ceil(places);
  return load === places ? { load } : { load, exactLoad: places };
}
