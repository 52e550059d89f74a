import { useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/**
 * What a mail's link carries behind its `#`, where it reaches no server and no log. It is kept here and taken out of the address: it
 * should stand in no history and on no screenshot.
 * @returns "" without one
 */
export function useLinkToken(): string {
  // By the router, which also sees a second link that is opened in the same tab.
  const given = useLocation({ select: ({ hash }) => new URLSearchParams(hash).get("token") ?? "" });
  const [token, setToken] = useState(given);
  useEffect(() => {
    if (given === "") return;
    setToken(given);
    history.replaceState(history.state, "", `${location.pathname}${location.search}`);
  }, [given]);
  return token;
}
