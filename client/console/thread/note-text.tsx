import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { agentsQuery } from "#client/console/session/directory.ts";
import classes from "./bubble.module.css";
import { pieces } from "./mentions.ts";

/** A note, in which the colleagues whom it names stand out. */
export function NoteText({ text }: { text: string }) {
  const agents = useQuery(agentsQuery).data;
  const parts = useMemo(() => pieces(text, agents?.map(({ name }) => name) ?? []), [text, agents]);
  return parts.map(({ text: part, isName, at }) =>
    isName ? (
      <strong key={at} className={classes.named} data-testid="mention">
        {part}
      </strong>
    ) : (
      part
    ),
  );
}
