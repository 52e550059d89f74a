/** Which tickets are listed, as the address says it. */
import { attempt, oneOf } from "#client/lib/decoder.ts";
import {
  type BuiltInTicketType,
  PRIORITIES,
  type Priority,
  TICKET_STATUSES,
  TICKET_TYPES,
  TICKET_VIEWS,
  type TicketStatus,
  type TicketView,
} from "#protocol/constants";

export interface TicketSearch {
  readonly view?: TicketView | undefined;
  readonly status?: TicketStatus | undefined;
  readonly priority?: Priority | undefined;
  readonly type?: BuiltInTicketType | undefined;
}

/** Takes of an address what narrows the list; the rest of it is not looked at. */
export function readTicketSearch(search: Readonly<Record<string, unknown>>): TicketSearch {
  const view = attempt(oneOf(...TICKET_VIEWS), search.view);
  const status = attempt(oneOf(...TICKET_STATUSES), search.status);
  const priority = attempt(oneOf(...PRIORITIES), search.priority);
  const type = attempt(oneOf(...TICKET_TYPES), search.type);
  return {
    ...(view === undefined ? {} : { view }),
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority }),
    ...(type === undefined ? {} : { type }),
  };
}
