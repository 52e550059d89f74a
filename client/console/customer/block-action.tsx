export interface BlockActionProps {
  readonly contactId: string;
}

export function BlockAction(_props: BlockActionProps) {
  return null;
}
