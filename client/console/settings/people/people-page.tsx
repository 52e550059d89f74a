import { PageMissing } from "#client/console/shell/states.tsx";

export function PeoplePage() {
  return <PageMissing />;
}
