import { useNavigate } from "@tanstack/react-router";
import { type ListFilters, toSearch } from "./filters.ts";

/** Puts filters into the address, where the list reads them. */
export function useSetFilters(): (filters: ListFilters) => void {
  const navigate = useNavigate();
  return (filters) => void navigate({ to: ".", search: () => toSearch(filters), replace: true });
}
