/**
 * How fast one person may send frames on the sockets of one actor. Far above what people do, with several tabs and a
 * reconnect; far below what keeps an actor from serving the others.
 */
import type { Pace } from "#domain/limits/pace";

/** `change` writes, `look` reads much at once, `sign` is what clients say by themselves many times a minute. */
export type FrameWeight = "change" | "look" | "sign";

type Sender = "contact" | "agent";

const PACES: Readonly<Record<Sender, Readonly<Record<FrameWeight, Pace>>>> = {
  contact: {
    change: { burst: 30, perSecond: 5 },
    look: { burst: 60, perSecond: 10 },
    sign: { burst: 100, perSecond: 25 },
  },
  agent: {
    change: { burst: 60, perSecond: 10 },
    look: { burst: 120, perSecond: 20 },
    sign: { burst: 200, perSecond: 50 },
  },
};

/** How many refusals are put up with before the socket is closed. */
const PATIENCE: Pace = { burst: 200, perSecond: 2 };

export interface FramePaces {
  readonly paces: Readonly<Record<Sender, Readonly<Record<FrameWeight, Pace>>>>;
  readonly patience: Pace;
}

/** @param wanted how many times the usual, for programs that load an instance on purpose; what is no positive number is 1 */
export function framePaces(wanted: number): FramePaces {
  // A limit that is not understood must not be no limit at all.
  const factor = Number.isFinite(wanted) && wanted > 0 ? wanted : 1;
  const scaled = ({ burst, perSecond }: Pace): Pace => ({ burst: burst * factor, perSecond: perSecond * factor });
  const of = (sender: Sender) => ({
    change: scaled(PACES[sender].change),
    look: scaled(PACES[sender].look),
    sign: scaled(PACES[sender].sign),
  });
  return { paces: { contact: of("contact"), agent: of("agent") }, patience: scaled(PATIENCE) };
}

/** @param type of a frame that a client sends; one that is not known is a change like any other */
export function weightOf(type: string | undefined): FrameWeight {
  switch (type) {
    case "typing":
    case "delivered":
    case "read":
    case "ticket.viewing":
      return "sign";
    case "sync":
    case "subscribe":
      return "look";
    default:
      return "change";
  }
}
