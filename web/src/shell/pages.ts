import type { Me, Permission } from '../api/types';
import { may } from '../state/session';
import type { IconName } from '../ui/Icon';

export type PagePath = '/desk' | '/floor' | '/calls' | '/admin' | '/settings';

export interface PageEntry {
  path: PagePath;
  key: string;
  icon: IconName;
  needs: Permission[];
}

/** Pages in the order they are offered; the first one permitted is where somebody starts. */
export const PAGES: PageEntry[] = [
  { path: '/desk', key: 'desk', icon: 'headset', needs: ['take-calls'] },
  { path: '/floor', key: 'floor', icon: 'floor', needs: ['see-floor'] },
  { path: '/calls', key: 'calls', icon: 'list', needs: ['see-calls', 'see-own-calls'] },
  {
    path: '/admin',
    key: 'admin',
    icon: 'gear',
    needs: ['manage-users', 'manage-projects', 'manage-telephony', 'see-audit'],
  },
];

export function pagesOf(me: Me): PageEntry[] {
  return PAGES.filter((page) => may(me, ...page.needs));
}

/** Supervisors take calls too, yet the floor is their first page. */
export function homeOf(me: Me): PagePath {
  if (may(me, 'control-agents')) return '/floor';
  return pagesOf(me)[0]?.path ?? '/settings';
}
