import { PageMissing } from "#client/console/shell/states.tsx";

export function RequestsPage() {
  return <PageMissing />;
}
