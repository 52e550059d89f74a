import { PageMissing } from "#client/console/shell/states.tsx";

export function ForgotPasswordPage() {
  return <PageMissing />;
}
