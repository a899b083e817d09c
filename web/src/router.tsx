import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { Broken, Missing } from "./components/Broken";
import { Shell } from "./components/Shell";
import { Loading } from "./components/Ready";

type Search = Record<string, string | undefined>;
const text = (raw: unknown) => (typeof raw === "string" || typeof raw === "number" ? String(raw) : undefined);
const only = (...names: string[]) => (raw: Record<string, unknown>): Search =>
  Object.fromEntries(names.map((n) => [n, text(raw[n])]).filter(([, v]) => v !== undefined));

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ notFoundComponent: Missing });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/dang-nhap",
  validateSearch: only("ve"),
  component: lazyRouteComponent(() => import("./pages/SignIn"), "SignIn"),
});

const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell });
const home = createRoute({ getParentRoute: () => shell, path: "/", beforeLoad: () => { throw redirect({ to: "/viec" }); } });

const tasks = createRoute({
  getParentRoute: () => shell,
  path: "/viec",
  validateSearch: only("muc", "loai"),
  component: lazyRouteComponent(() => import("./pages/Tasks"), "Tasks"),
});
const cases = createRoute({
  getParentRoute: () => shell,
  path: "/ho-so",
  validateSearch: only("trang-thai", "loai", "ma"),
  component: lazyRouteComponent(() => import("./pages/Cases"), "Cases"),
});
const oneCase = createRoute({
  getParentRoute: () => shell,
  path: "/ho-so/$id",
  validateSearch: only("phan"),
  component: lazyRouteComponent(() => import("./pages/Case"), "Case"),
});
const receipt = createRoute({
  getParentRoute: () => shell,
  path: "/ho-so/$id/bien-nhan",
  component: lazyRouteComponent(() => import("./pages/Receipt"), "Receipt"),
});
const intake = createRoute({
  getParentRoute: () => shell,
  path: "/tiep-nhan",
  validateSearch: only("quy-trinh", "o", "tu"),
  component: lazyRouteComponent(() => import("./pages/Intake"), "Intake"),
});
const inbox = createRoute({
  getParentRoute: () => shell,
  path: "/hop-thu",
  component: lazyRouteComponent(() => import("./pages/Inbox"), "Inbox"),
});
const mails = createRoute({
  getParentRoute: () => shell,
  path: "/thu-da-gui",
  component: lazyRouteComponent(() => import("./pages/Mails"), "Mails"),
});
const procedures = createRoute({
  getParentRoute: () => shell,
  path: "/quy-trinh",
  component: lazyRouteComponent(() => import("./pages/Procedures"), "Procedures"),
});
const procedure = createRoute({
  getParentRoute: () => shell,
  path: "/quy-trinh/$name/$version",
  validateSearch: only("phan"),
  component: lazyRouteComponent(() => import("./pages/Procedure"), "Procedure"),
});
const draft = createRoute({
  getParentRoute: () => shell,
  path: "/ban-thao/$id",
  component: lazyRouteComponent(() => import("./pages/Draft"), "DraftPage"),
});
const calendar = createRoute({
  getParentRoute: () => shell,
  path: "/lich",
  validateSearch: only("nam"),
  component: lazyRouteComponent(() => import("./pages/Calendar"), "CalendarPage"),
});
const letters = createRoute({
  getParentRoute: () => shell,
  path: "/mau-thu",
  component: lazyRouteComponent(() => import("./pages/Letters"), "Letters"),
});
const undelivered = createRoute({
  getParentRoute: () => shell,
  path: "/thu-loi",
  component: lazyRouteComponent(() => import("./pages/Undelivered"), "Undelivered"),
});
const calendarLoad = createRoute({
  getParentRoute: () => shell,
  path: "/lich/nap",
  component: lazyRouteComponent(() => import("./pages/CalendarLoad"), "CalendarLoad"),
});
const calendarLayer = createRoute({
  getParentRoute: () => shell,
  path: "/lich/da-nap/$id",
  component: lazyRouteComponent(() => import("./pages/CalendarLayer"), "CalendarLayerPage"),
});
const replacements = createRoute({
  getParentRoute: () => shell,
  path: "/vang-mat",
  component: lazyRouteComponent(() => import("./pages/Replacements"), "ReplacementsPage"),
});
const account = createRoute({
  getParentRoute: () => shell,
  path: "/tai-khoan",
  component: lazyRouteComponent(() => import("./pages/Account"), "Account"),
});

const tree = root.addChildren([
  signIn,
  shell.addChildren([
    home, tasks, cases, oneCase, receipt, intake, inbox, mails, letters, undelivered, procedures, procedure, draft, calendar, calendarLoad, calendarLayer, replacements, account,
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  context: { queries: undefined as unknown as QueryClient },
  defaultPreload: "intent",
  defaultPendingComponent: Loading,
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
