import { PageMissing } from "#client/console/shell/states.tsx";

export function KeysPage() {
  return <PageMissing />;
}
