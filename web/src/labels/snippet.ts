/** How scripts read a task, by the client of Assay and by that of Label Studio. */

export const CLIENTS = ["assay.client", "label-studio-sdk"] as const;
export type Client = (typeof CLIENTS)[number];

interface Place {
  origin: string;
  project: number;
  task: number;
  file: string;
}

const WRITERS: Readonly<Record<Client, (place: Place) => string[]>> = {
  "assay.client": ({ file, origin, project, task }) => [
    "# pip install assay; the token is on your account page",
    "from assay.client import Assay",
    "",
    `with Assay(${quoted(origin)}, token="YOUR TOKEN") as assay:`,
    `    project = assay.project(${project})`,
    `    for row in project.data(search=${quoted(file)}):`,
    "        print(row.task, row.status, row.reserved_by, row.edited_at)",
    `    for issue in project.issues(${task}):`,
    "        print(issue.kind, issue.reason, issue.text, issue.is_resolved)",
    `    for happening in project.history(${task}):`,
    "        print(happening.at, happening.action, happening.person)",
  ],
  "label-studio-sdk": ({ origin, task }) => [
    "# pip install label-studio-sdk; the token is on your account page",
    "from label_studio_sdk import LabelStudio",
    "",
    `client = LabelStudio(base_url=${quoted(origin)}, api_key="YOUR TOKEN")`,
    `task = client.tasks.get(id=${task})`,
    "print(task.data)",
    `for annotation in client.annotations.list(id=${task}):`,
    "    print(annotation.result)",
  ],
};

export function snippetOf(client: Client, place: Place): string {
  return WRITERS[client](place).join("\n");
}

/** A string of Python; JSON's escapes are Python's too. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
