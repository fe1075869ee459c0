import { PageTop } from "../kit/PageTop";

export function TaskPage() {
  return <PageTop title="TaskPage" plain />;
}
