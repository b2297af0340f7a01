/** Administration's part of the contract. Fields that the server only accepts (passwords) are optional. */
import type { Locale, Page, Permission, PhoneKind } from './types';

export interface AdminUser {
  id: string;
  login: string;
  name: string;
  locale: Locale;
  roles: string[];
  projectIds: string[];
  enabled: boolean;
  lockedUntil: string | null;
  password?: string;
  phone: {
    kind: PhoneKind | null;
    extension: string | null;
    address?: string | null;
    sipPassword?: string;
    encryption?: SoundEncryption | null;
  };
  queueIds: string[];
}

export interface AdminRole {
  code: string;
  name: string;
  permissions: Permission[];
  builtIn: boolean;
}

export interface AdminProject {
  id: string;
  name: string;
  client: string | null;
  locale: Locale;
  active: boolean;
}

export interface AdminQueue {
  id: string;
  projectId: string;
  name: string;
  weight: number;
  greetingPromptId: string | null;
  musicPromptId: string | null;
  answerMode: 'at-once' | 'on-agent';
  offerTimeoutSeconds: number;
  wrapUpSeconds: number;
  maxWaitSeconds: number | null;
  missedLimit: number;
  serviceTargetPercent: number;
  serviceTargetSeconds: number;
  recordCalls: boolean;
  agentIds: string[];
}

export interface AdminNumber {
  id: string;
  number: string;
  trunkId: string | null;
  projectId: string;
  destination: { kind: 'queue' | 'greeting-then-queue'; queueId: string; promptId: string | null };
  active: boolean;
}

export type SoundEncryption = 'off' | 'optional' | 'required';

export interface AdminTrunk {
  id: string;
  name: string;
  sources: string[];
  peers: string[];
  transport: string;
  encryption?: SoundEncryption;
  certificate?: string;
  maxCalls: number | null;
  codecs: string[];
  projectIds: string[];
  active: boolean;
  login?: { registrar: string; username: string; expirySeconds: number; passwordSet: boolean };
  callerNumber?: string;
  assertedIdentity?: boolean;
  probeSeconds?: number;
  probeMisses?: number;
  state?: 'up' | 'unknown' | 'down';
}

export interface AdminTrunkRoute {
  id: string;
  trunkId: string;
  prefix: string;
  strip: number;
  add: string;
  cost: number;
}

export interface AdminOutboundRules {
  projectId: string;
  projectName: string;
  country: string;
  callerFrom: 'project' | 'trunk';
  callerNumber: string;
  countries: string[];
  allowed: string[];
  blocked: string[];
  days: number[];
  from: string;
  to: string;
  zone: string;
  agentCalls: number;
  agentMinutes: number;
  agentCost: number;
  projectCalls: number;
  projectMinutes: number;
  projectCost: number;
  longestMinutes: number;
}

export interface AdminDisposition {
  id: string;
  projectId: string;
  parentId: string | null;
  name: string;
  code: string;
  position: number;
  active: boolean;
}

export interface AdminPauseReason {
  id: string;
  name: string;
  paid: boolean;
  position: number;
  active: boolean;
}

export interface AdminPrompt {
  id: string;
  projectId: string | null;
  name: string;
  locale: Locale;
  kind: 'greeting' | 'music';
  lengthMs: number;
}

export interface AdminToken {
  id: string;
  name: string;
  permissions: Permission[];
  projectIds: string[];
  expiresAt: string | null;
  token?: string;
}

export interface AuditEntry {
  id: string;
  at: string;
  actorLogin: string | null;
  source: string | null;
  action: string;
  object: string | null;
  before: unknown;
  after: unknown;
}

/** `names`: what the ids in the rows are called, as far as they have names. */
export type AuditPage = Page<AuditEntry> & { names: Record<string, string> };
