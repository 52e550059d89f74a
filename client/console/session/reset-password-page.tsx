import { PageMissing } from "#client/console/shell/states.tsx";

export function ResetPasswordPage() {
  return <PageMissing />;
}
