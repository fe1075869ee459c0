import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { PageTop } from "../kit/PageTop";
import { useProject } from "../projects/queries";
import { ConfiguredProject } from "./frame/ConfiguredProject";
import classes from "./frame/frame.module.css";
import { ProjectCrumb } from "./frame/ProjectCrumb";
import { ReviewScreen } from "./review/ReviewScreen";

/** `/projects/$projectId/review`: the review stream. */
export function ReviewPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId/review" });
  const project = useProject(projectId);
  if (project.review_unit === "instance") {
    return (
      <>
        <PageTop plain crumbs={[<ProjectCrumb key="project" project={project} />]} title="Review" />
        <section className={classes.blank}>
          <h2>This project is reviewed instance by instance</h2>
          <p>
            In this version single instances are judged through the API: fetch a batch from
            <code> /api/projects/{projectId}/next-review/</code> and send verdicts to
            <code> /api/work-items/&#123;id&#125;/verdicts/</code>. Projects that judge whole annotations are
            reviewed on this page.
          </p>
          <Button
            renderRoot={(props) => <Link to="/projects/$projectId" params={{ projectId }} {...props} />}
          >
            Back to the project
          </Button>
        </section>
      </>
    );
  }
  return (
    <ConfiguredProject project={project} page="Review">
      {(schema) => <ReviewScreen key={projectId} project={project} schema={schema} />}
    </ConfiguredProject>
  );
}
