/**
 * The one door: whatever a person can reach is declared here with its permission: HTTP routes, frames, actor methods,
 * and the endpoints a library brings along. `test/access` walks the running router, the frame unions, the actors'
 * prototypes and better-auth's endpoints, and fails on one that was not declared.
 */
import type { Permission } from "#domain/identity/permissions";

export interface Declared {
  readonly permission: Permission;
}

/** Frames of one union, each with its permission; TypeScript asks for every type of the union. */
export function defineFrames<FrameType extends string>(
  frames: Record<FrameType, Declared>,
): Record<FrameType, Declared> {
  return frames;
}

/** Public methods of one actor class, each with its permission; TypeScript asks for every one. */
export function defineMethods<Actor>() {
  return <Methods extends Record<Exclude<MethodName<Actor>, PlatformMethod>, Declared>>(methods: Methods): Methods =>
    methods;
}

/** A library's endpoints by path; what is not offered is `closed`. */
export function defineEndpoints<Path extends string>(endpoints: Record<Path, Declared>): Record<Path, Declared> {
  return endpoints;
}

type MethodName<Actor> = {
  [Name in keyof Actor]: Actor[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof Actor];

/** Called by the platform, never over RPC by a person; `fetch` is declared because upgrades come through it. */
type PlatformMethod = "alarm" | "webSocketMessage" | "webSocketClose" | "webSocketError";
