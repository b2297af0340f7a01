import type { ReactNode } from 'react';
import type { Permission } from '../api/types';
import type { IconName } from '../ui/Icon';
import { AuditPage } from './AuditPage';
import { PromptsPage } from './PromptsPage';
import { ResourcePage } from './ResourcePage';
import type { Resource } from './resource';
import { dispositions, pauseReasons, projects, queues } from './resources/centre';
import { outboundRules, trunkRoutes } from './resources/outbound';
import { roles, users } from './resources/people';
import { recordingRules } from './resources/recording';
import { numbers, trunks } from './resources/telephony';
import { TokensPage } from './TokensPage';

export interface SectionProps {
  chosen: string | undefined;
  choose: (id: string | undefined) => void;
}

export interface Section {
  key: string;
  icon: IconName;
  needs: Permission[];
  draw: (props: SectionProps) => ReactNode;
}

const sheet = (resource: Resource): Section => ({
  key: resource.key,
  icon: resource.icon,
  needs: resource.needs,
  draw: (props) => <ResourcePage key={resource.key} resource={resource} {...props} />,
});

export const SECTIONS: Section[] = [
  sheet(users),
  sheet(roles),
  sheet(projects),
  sheet(queues),
  sheet(numbers),
  sheet(trunks),
  sheet(recordingRules),
  sheet(trunkRoutes),
  sheet(outboundRules),
  sheet(dispositions),
  sheet(pauseReasons),
  { key: 'prompts', icon: 'wave', needs: ['manage-projects'], draw: () => <PromptsPage /> },
  { key: 'tokens', icon: 'key', needs: ['manage-users'], draw: () => <TokensPage /> },
  { key: 'audit', icon: 'search', needs: ['see-audit'], draw: () => <AuditPage /> },
];
