import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { readCallSearch } from '../calls/search';
import { readFloorSearch } from '../floor/search';
import { useWorkplace } from '../ui/context';
import { Loading } from '../ui/Notices';
import { Broken, NotFound } from './NotFound';
import { homeOf } from './pages';
import { Shell } from './Shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Broken });

function Home() {
  return <Navigate to={homeOf(useWorkplace().me)} replace />;
}

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });

const desk = createRoute({
  getParentRoute: () => root,
  path: '/desk',
  component: lazyRouteComponent(() => import('../desk/DeskRoute'), 'DeskRoute'),
});

const floor = createRoute({
  getParentRoute: () => root,
  path: '/floor',
  validateSearch: readFloorSearch,
  component: lazyRouteComponent(() => import('../floor/FloorRoute'), 'FloorRoute'),
});

const calls = createRoute({
  getParentRoute: () => root,
  path: '/calls',
  validateSearch: readCallSearch,
  component: lazyRouteComponent(() => import('../calls/CallsRoute'), 'CallsRoute'),
});

const call = createRoute({
  getParentRoute: () => root,
  path: '/calls/$id',
  component: lazyRouteComponent(() => import('../calls/CallsRoute'), 'CallRoute'),
});

const adminHome = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(() => import('../admin/AdminPage'), 'AdminHome'),
});

const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin/$section',
  validateSearch: (search: Record<string, unknown>): { id?: string } =>
    typeof search['id'] === 'string' ? { id: search['id'] } : {},
  component: lazyRouteComponent(() => import('../admin/AdminPage'), 'AdminPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/SettingsPage'), 'SettingsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([home, desk, floor, calls, call, adminHome, admin, settings]),
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: Broken,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
