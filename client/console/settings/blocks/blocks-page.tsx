import { PageMissing } from "#client/console/shell/states.tsx";

export function BlocksPage() {
  return <PageMissing />;
}
