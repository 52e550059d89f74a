export interface RightsActionsProps {
  readonly contactId: string;
}

export function RightsActions(_props: RightsActionsProps) {
  return null;
}
