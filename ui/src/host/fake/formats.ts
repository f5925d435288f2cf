/** The formats that the fake knows: as many as the program has, and every kind of them; only a few differ in what they write. */
import type { FormatView, KeepView, RoleView } from "../bindings";

const KEEPS: KeepView[] = [
  { fact: "narrative", shape: "" },
  { fact: "kind", shape: "work types" },
  { fact: "effort", shape: "story points of half a day" },
  { fact: "place in the MVP", shape: "the version MVP" },
  { fact: "acceptance criteria", shape: "lists in the description" },
  { fact: "dependencies", shape: "lines of the description" },
  { fact: "tags", shape: "labels, with hyphens for spaces" },
  { fact: "reference for a second hand-over", shape: "lines of the description" },
];

const ROLES: RoleView[] = [
  { role: "epic", title: "Epic", usual: "Epic" },
  { role: "split", title: "Slice that was split", usual: "Story" },
  { role: "slice", title: "Slice", usual: "Story" },
  { role: "spike", title: "Spike", usual: "Task" },
  { role: "task", title: "Task", usual: "Task" },
  { role: "part", title: "Lowest level", usual: "Sub-task" },
];

const GUIDE = [
  "In Jira, open Settings, System, External system import, and choose CSV. It needs the right to administer Jira.",
  "Choose the file and the project. Leave the encoding at UTF-8 and the separator at a comma.",
  "Map the columns of the same names; Work item ID and Parent carry the hierarchy.",
  "Create the version MVP in the project first, if it is not there.",
  "Run the validation before the import, then look at one epic and one sub-task.",
];

const LOSES = ["order of the personas", "order of the steps, and which are essential", "dismissed findings"];

function document(id: string, title: string, extension: string, about: string, keeps: KeepView[] = []): FormatView {
  const loses = ["title, goal and settings of the workshop", "dependencies", "value", "effort", ...LOSES];
  return { id, title, about, extension, writes: true, reads: true, levels: 0, keeps, loses, types: [], guide: [], tracker: false };
}

function tracker(id: string, title: string, about: string, levels: number, extension = "csv"): FormatView {
  const more = levels === 1 ? ["hierarchy of the slices"] : [];
  const [types, loses] = [levels === 1 ? [] : ROLES, [...more, ...LOSES]];
  return {
    id,
    title,
    about,
    extension,
    writes: true,
    reads: extension === "csv",
    levels,
    keeps: KEEPS,
    loses,
    types,
    guide: GUIDE,
    tracker: true,
  };
}

const AZURE = "Work items below each other in title columns, for the import of Azure Boards.";

export const FORMATS: FormatView[] = [
  document("outline", "Indented outline", "txt", "Titles as indented lines, for any editor or chat. Scores and details stay here."),
  document(
    "markdown",
    "Markdown",
    "md",
    "Headings, nested lists and acceptance criteria as check boxes, for wikis and pull requests.",
    KEEPS.slice(0, 5),
  ),
  document("csv", "Spreadsheet (CSV)", "csv", "Everything in columns, for any spreadsheet. No cell is ever taken for a formula.", KEEPS),
  document("opml", "OPML", "opml", "The tree for outliners and mind maps."),
  document("mermaid", "Mermaid mind map", "mmd", "A picture of the tree in Markdown that draws."),
  document("gherkin", "Gherkin", "feature", "A feature file for every leaf that has criteria."),
  document("poker-csv", "Planning poker (CSV)", "csv", "The backlog’s stories, one a line, to be estimated."),
  {
    ...document(
      "json",
      "Carpaccio JSON",
      "json",
      "Everything, without loss, to be imported again.",
      KEEPS.map(({ fact }) => ({ fact, shape: "" })),
    ),
    loses: [],
  },
  tracker("jira-csv", "Jira Cloud (CSV)", "Epics, stories and sub-tasks in the order of the backlog, for Jira Cloud’s importer.", 3),
  tracker(
    "jira-server-csv",
    "Jira Server, Data Center (CSV)",
    "Epics with their names and links, stories and sub-tasks, for Jira on one’s own server.",
    3,
  ),
  tracker("azure-agile-csv", "Azure DevOps, Agile (CSV)", AZURE, 4),
  tracker("azure-scrum-csv", "Azure DevOps, Scrum (CSV)", AZURE, 4),
  tracker("azure-basic-csv", "Azure DevOps, Basic (CSV)", AZURE, 3),
  tracker("azure-cmmi-csv", "Azure DevOps, CMMI (CSV)", AZURE, 4),
  tracker("github-script", "GitHub (script)", "A script of gh commands to be read and run: issues, sub-issues, dependencies.", 8, "sh"),
  tracker("github-json", "GitHub (JSON)", "The same as bodies for the API.", 8, "json"),
  tracker("gitlab-csv", "GitLab (CSV)", "Issues with quick actions for labels, weight and milestone.", 1),
  tracker("linear-csv", "Linear (CSV)", "Issues with estimates, priorities and labels, for Linear’s importer.", 1),
  tracker("trello-json", "Trello (JSON)", "A board with a list for each epic, and criteria as checklists.", 2, "json"),
  tracker("asana-csv", "Asana (CSV)", "Tasks and subtasks in sections, with their dependencies.", 2),
  tracker("shortcut-csv", "Shortcut (CSV)", "Epics and stories with estimates and labels.", 2),
  tracker("clickup-csv", "ClickUp (CSV)", "Tasks with subtasks and nested subtasks.", 3),
  tracker("redmine-csv", "Redmine (CSV)", "Issues with parents, relations and a target version.", 0),
  tracker("openproject-json", "OpenProject (JSON)", "Work packages as bodies for the API.", 0, "json"),
  tracker("taiga-text", "Taiga (bulk text)", "One story a line, to be pasted into Taiga’s bulk form.", 1, "txt"),
  tracker("youtrack-csv", "YouTrack (CSV)", "Issues with types, estimates and tags.", 2),
  tracker("notion-csv", "Notion (CSV)", "Rows of a database with properties for everything.", 1),
];

export function formatOf(id: string): FormatView {
  const view = FORMATS.find((format) => format.id === id);
  if (!view) throw { code: "bad-input", message: "There is no such format.", detail: id };
  return view;
}
