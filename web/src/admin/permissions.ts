import type { Permission } from '../api/types';

/** Every permission there is, in the order people meet them. */
export const PERMISSIONS: Permission[] = [
  'take-calls',
  'see-floor',
  'control-agents',
  'supervise-calls',
  'see-calls',
  'see-own-calls',
  'listen-recordings',
  'download-recordings',
  'pause-recordings',
  'manage-recordings',
  'see-reports',
  'manage-users',
  'manage-projects',
  'manage-telephony',
  'see-audit',
  'see-technical',
];
