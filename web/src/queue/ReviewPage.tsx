import { PageTop } from "../kit/PageTop";

export function ReviewPage() {
  return <PageTop title="ReviewPage" plain />;
}
