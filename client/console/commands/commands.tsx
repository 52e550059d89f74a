/** Who does what a command asks for: whatever is on the screen says so, and keys and the palette call it. */
import { createContext, type ReactNode, use, useEffect, useMemo, useRef } from "react";
import type { CommandId } from "./table.ts";

export interface Commands {
  /** Offers to do it. @returns what takes the offer back */
  offer(id: CommandId, run: () => void): () => void;
  /** Whether anybody does it now. */
  has(id: CommandId): boolean;
  /** @returns whether anybody did it */
  run(id: CommandId): boolean;
}

const CommandsContext = createContext<Commands | undefined>(undefined);

export function CommandsProvider({ children }: { children: ReactNode }) {
  const commands = useMemo((): Commands => {
    /** The last to offer is the one on top of the others. */
    const offers: { readonly id: CommandId; readonly run: () => void }[] = [];
    const find = (id: CommandId) => offers.findLast((offer) => offer.id === id);
    return {
      offer(id, run) {
        const offer = { id, run };
        offers.push(offer);
        return () => void offers.splice(offers.indexOf(offer), 1);
      },
      has: (id) => find(id) !== undefined,
      run(id) {
        const offer = find(id);
        offer?.run();
        return offer !== undefined;
      },
    };
  }, []);
  return <CommandsContext value={commands}>{children}</CommandsContext>;
}

export function useCommands(): Commands {
  const commands = use(CommandsContext);
  if (commands === undefined) throw new Error("CommandsProvider is missing");
  return commands;
}

/** Does these for as long as the caller is on the screen; what is undefined it does not do now. */
export function useOffers(offers: { readonly [Id in CommandId]?: (() => void) | undefined }): void {
  const commands = useCommands();
  const latest = useRef(offers);
  useEffect(() => {
    latest.current = offers;
  });
  const ids = Object.entries(offers)
    .filter(([, run]) => run !== undefined)
    .map(([id]) => id)
    .join();
  useEffect(() => {
    const known = (Object.keys(latest.current) as CommandId[]).filter((id) => ids.split(",").includes(id));
    const ends = known.map((id) => commands.offer(id, () => latest.current[id]?.()));
    return () => {
      for (const end of ends) end();
    };
  }, [commands, ids]);
}
