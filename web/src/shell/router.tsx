/** Every address of the page, and what must hold before it is shown. Pages are loaded when they are first opened. */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  notFound,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { meQuery } from "../access/me";
import { setupQuery } from "../access/queries";
import type { Project } from "../api/contract";
import { isStatus } from "../api/errors";
import { queryClient } from "../api/queryClient";
import { readExploreSearch } from "../insights/explore/search";
import { readPerformanceSearch } from "../insights/performance/search";
import { readLabelsSearch } from "../labels/search";
import { projectQuery } from "../projects/queries";
import { homeOf } from "../projects/tabs";
import { type Among, readAmong } from "../queue/among";
import { readTaskAddress } from "../queue/task/place";
import { readTaskSearch } from "../tasks/search";
import { AppFrame } from "./AppFrame";
import { BrokenPage, MissingPage } from "./LostPages";
import { lazyPage } from "./lazyPage";

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** "slim" gives the page the width of the rail's words; for the label and review streams. */
    rail?: "slim";
  }
}

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: MissingPage,
  errorComponent: BrokenPage,
});

/** Only paths of our own are followed after a sign-in. */
function localPath(value: unknown): string | undefined {
  return typeof value === "string" && /^\/(?![/\\])/.test(value) ? value : undefined;
}

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/login",
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: localPath(search.next) }),
  beforeLoad: async ({ context }) => {
    const { needs_owner } = await context.queryClient.ensureQueryData(setupQuery);
    if (needs_owner) throw redirect({ to: "/setup" });
  },
  component: lazyPage(() => import("../access/LoginPage"), "LoginPage"),
});

/** The address that Label Studio's scripts and people know. */
const userLoginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/user/login",
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: localPath(search.next) }),
  beforeLoad: ({ search }) => {
    throw redirect({ to: "/login", search });
  },
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  beforeLoad: async ({ context }) => {
    const { needs_owner } = await context.queryClient.ensureQueryData(setupQuery);
    if (!needs_owner) throw redirect({ to: "/login" });
  },
  component: lazyPage(() => import("../access/SetupPage"), "SetupPage"),
});

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/join",
  validateSearch: (search: Record<string, unknown>) => ({ token: String(search.token ?? "") }),
  component: lazyPage(() => import("../access/JoinPage"), "JoinPage"),
});

const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/signup",
  component: lazyPage(() => import("../access/SignUpPage"), "SignUpPage"),
});

const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "app",
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (!isStatus(error, 401)) throw error;
      throw redirect({ to: "/login", search: { next: location.href === "/" ? undefined : location.href } });
    }
  },
  component: AppFrame,
});

const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/projects" });
  },
});

const projectsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/projects",
  validateSearch: (
    search: Record<string, unknown>,
  ): { search?: string; page?: number; tags?: string; any?: true } => ({
    tags: /^\d+(,\d+)*$/.test(String(search.tags ?? "")) ? String(search.tags) : undefined,
    any: search.any === true ? true : undefined,
    search: typeof search.search === "string" && search.search ? search.search : undefined,
    page: Number(search.page) > 1 ? Math.floor(Number(search.page)) : undefined,
  }),
  component: lazyPage(() => import("../projects/ProjectsPage"), "ProjectsPage"),
});

const newProjectRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/projects/new",
  validateSearch: (search: Record<string, unknown>): { project?: number; step?: string } => ({
    project: Number(search.project) > 0 ? Number(search.project) : undefined,
    step: typeof search.step === "string" ? search.step : undefined,
  }),
  component: lazyPage(() => import("../onboarding/NewProjectPage"), "NewProjectPage"),
});

const datasetsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/datasets",
  validateSearch: (search: Record<string, unknown>): { search?: string; page?: number } => ({
    search: typeof search.search === "string" && search.search ? search.search : undefined,
    page: Number(search.page) > 1 ? Math.floor(Number(search.page)) : undefined,
  }),
  component: lazyPage(() => import("../datasets/DatasetsPage"), "DatasetsPage"),
});

const datasetRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/datasets/$datasetId",
  params: {
    parse: ({ datasetId }) => ({ datasetId: idOf(datasetId) }),
    stringify: ({ datasetId }) => ({ datasetId: String(datasetId) }),
  },
  component: lazyPage(() => import("../exchange/datasets/DatasetPage"), "DatasetPage"),
});

const ontologiesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/ontologies",
  component: lazyPage(() => import("../projects/ontologies/OntologiesPage"), "OntologiesPage"),
});

const newOntologyRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/ontologies/new",
  component: lazyPage(() => import("../projects/ontologies/NewOntologyPage"), "NewOntologyPage"),
});

const ontologyRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/ontologies/$ontologyId",
  params: {
    parse: ({ ontologyId }) => ({ ontologyId: idOf(ontologyId) }),
    stringify: ({ ontologyId }) => ({ ontologyId: String(ontologyId) }),
  },
  component: lazyPage(() => import("../projects/ontologies/OntologyPage"), "OntologyPage"),
});

const organizationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/organization",
  validateSearch: (search: Record<string, unknown>): { section?: string } => ({
    section: typeof search.section === "string" ? search.section : undefined,
  }),
  component: lazyPage(() => import("../access/OrganizationPage"), "OrganizationPage"),
});

const activityRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/organization/activity",
  component: lazyPage(() => import("../access/activity/ActivityPage"), "ActivityPage"),
});

const inboxRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/inbox",
  component: lazyPage(() => import("../inbox/InboxPage"), "InboxPage"),
});

const accountRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/account",
  component: lazyPage(() => import("../access/AccountPage"), "AccountPage"),
});

const LARGEST_ID = Number.MAX_SAFE_INTEGER;

function idOf(text: string): number {
  const id = Number(text);
  if (!/^\d+$/.test(text) || id < 1 || id > LARGEST_ID) throw notFound();
  return id;
}

async function openProject(client: QueryClient, id: number): Promise<Project> {
  try {
    return await client.ensureQueryData(projectQuery(id));
  } catch (error) {
    if (isStatus(error, 404)) throw notFound();
    throw error;
  }
}

const projectRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/projects/$projectId",
  params: {
    parse: ({ projectId }) => ({ projectId: idOf(projectId) }),
    stringify: ({ projectId }) => ({ projectId: String(projectId) }),
  },
  // Not in beforeLoad: what is missing there takes the whole frame away with it.
  loader: ({ context, params }) => openProject(context.queryClient, params.projectId),
  component: lazyPage(() => import("../projects/ProjectScope"), "ProjectScope"),
  notFoundComponent: MissingPage,
});

const projectHomeRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/",
  loader: async ({ context, params }) => {
    throw redirect({ to: homeOf(await openProject(context.queryClient, params.projectId)), params });
  },
});

const tabsRoute = createRoute({
  getParentRoute: () => projectRoute,
  id: "tabs",
  component: lazyPage(() => import("../projects/ProjectFrame"), "ProjectFrame"),
});

const summaryRoute = createRoute({
  getParentRoute: () => tabsRoute,
  path: "/summary",
  component: lazyPage(() => import("../insights/SummaryPage"), "SummaryPage"),
});

const exploreRoute = createRoute({
  getParentRoute: () => tabsRoute,
  path: "/explore",
  validateSearch: readExploreSearch,
  component: lazyPage(() => import("../insights/explore/ExplorePage"), "ExplorePage"),
});

const performanceRoute = createRoute({
  getParentRoute: () => tabsRoute,
  path: "/performance",
  validateSearch: readPerformanceSearch,
  component: lazyPage(() => import("../insights/performance/PerformancePage"), "PerformancePage"),
});

const labelsRoute = createRoute({
  getParentRoute: () => tabsRoute,
  path: "/labels",
  validateSearch: readLabelsSearch,
  component: lazyPage(() => import("../labels/LabelsPage"), "LabelsPage"),
});

const tasksRoute = createRoute({
  getParentRoute: () => tabsRoute,
  path: "/tasks",
  validateSearch: readTaskSearch,
  component: lazyPage(() => import("../tasks/TasksPage"), "TasksPage"),
});

const importRoute = createRoute({
  getParentRoute: () => tabsRoute,
  path: "/import",
  component: lazyPage(() => import("../exchange/ImportPage"), "ImportPage"),
});

const exportRoute = createRoute({
  getParentRoute: () => tabsRoute,
  path: "/export",
  component: lazyPage(() => import("../exchange/ExportPage"), "ExportPage"),
});

const settingsRoute = createRoute({
  getParentRoute: () => tabsRoute,
  path: "/settings",
  validateSearch: (search: Record<string, unknown>): { section?: string } => ({
    section: typeof search.section === "string" ? search.section : undefined,
  }),
  component: lazyPage(() => import("../projects/settings/SettingsPage"), "SettingsPage"),
});

const labelRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/label",
  validateSearch: readAmong,
  staticData: { rail: "slim" },
  component: lazyPage(() => import("../queue/LabelPage"), "LabelPage"),
});

const reviewRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/review",
  validateSearch: (search: Record<string, unknown>): { annotation?: number } & Among => {
    const annotation = Number(search.annotation);
    return {
      ...readAmong(search),
      annotation: Number.isSafeInteger(annotation) && annotation > 0 ? annotation : undefined,
    };
  },
  staticData: { rail: "slim" },
  component: lazyPage(() => import("../queue/ReviewPage"), "ReviewPage"),
});

const taskRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/tasks/$taskId",
  validateSearch: readTaskAddress,
  params: {
    parse: ({ taskId }) => ({ taskId: idOf(taskId) }),
    stringify: ({ taskId }) => ({ taskId: String(taskId) }),
  },
  staticData: { rail: "slim" },
  component: lazyPage(() => import("../queue/TaskPage"), "TaskPage"),
});

const routeTree = rootRoute.addChildren([
  loginRoute,
  userLoginRoute,
  setupRoute,
  joinRoute,
  signUpRoute,
  appRoute.addChildren([
    homeRoute,
    projectsRoute,
    newProjectRoute,
    datasetsRoute,
    datasetRoute,
    ontologiesRoute,
    newOntologyRoute,
    ontologyRoute,
    organizationRoute,
    activityRoute,
    inboxRoute,
    accountRoute,
    projectRoute.addChildren([
      projectHomeRoute,
      tabsRoute.addChildren([
        summaryRoute,
        exploreRoute,
        labelsRoute,
        tasksRoute,
        performanceRoute,
        importRoute,
        exportRoute,
        settingsRoute,
      ]),
      labelRoute,
      reviewRoute,
      taskRoute,
    ]),
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: BrokenPage,
  defaultNotFoundComponent: MissingPage,
  scrollRestoration: false,
});
