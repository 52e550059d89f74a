import { PageMissing } from "#client/console/shell/states.tsx";

export function RolesPage() {
  return <PageMissing />;
}
