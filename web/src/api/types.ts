/** The server's contract, docs/guides/api.md. Instants are ISO 8601 strings in UTC, ids are UUIDs. */

export type Locale = string;
export type Theme = 'light' | 'dark' | 'auto';

export type Permission =
  | 'take-calls'
  | 'see-floor'
  | 'control-agents'
  | 'supervise-calls'
  | 'see-calls'
  | 'see-own-calls'
  | 'listen-recordings'
  | 'download-recordings'
  | 'see-reports'
  | 'manage-users'
  | 'manage-projects'
  | 'manage-telephony'
  | 'see-audit'
  | 'see-technical'
  | 'pause-recordings'
  | 'manage-recordings';

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  size: number;
}

export interface Named {
  id: string;
  name: string;
}

export interface Me {
  id: string;
  login: string;
  name: string;
  locale: Locale;
  theme: Theme;
  roles: string[];
  permissions: Permission[];
  projects: Named[];
  agent: boolean;
  mustChangePassword: boolean;
}

export interface About {
  name: string;
  version: string;
  demo: boolean;
}

// --- agent's desktop

export type AgentState = 'offline' | 'ready' | 'pause' | 'ringing' | 'talking' | 'hold' | 'wrap-up' | 'missed';
export type PhoneKind = 'browser' | 'sip' | 'fixed';
/** `none`: nobody has given this agent a telephone yet. */
export type PhoneKindOrNone = PhoneKind | 'none' | null;
export type Direction = 'in' | 'out';

export interface DeskCall {
  interactionId: string;
  direction: Direction;
  state: 'ringing' | 'dialling' | 'talking' | 'hold' | 'detached';
  since: string;
  startedAt: string;
  offeredUntil: string | null;
  number: string;
  name: string | null;
  dialled: string | null;
  projectId: string;
  projectName: string;
  queue: Named | null;
  waitedSeconds: number;
  muted: boolean;
  recording: boolean;
  why: string;
  /** Of a call out until it is answered. */
  progress?: 'trying' | 'ringing' | 'early-media' | null;
  /** When a limit will end a conversation with a number outside. */
  endsAt?: string | null;
  consult: Consult | null;
  conference: Conference | null;
  recorder: Recorder | null;
  /** What the agent is told of a supervisor in the call, by the project's setting. */
  supervised: { name: string; mode: SupervisionMode } | null;
}

export type SupervisionMode = 'listen' | 'whisper' | 'barge-in';

/** Several in a call with the customer; the leader may mute and remove the others. */
export interface Conference {
  role: 'leader' | 'member';
  parties: Party[];
}

export interface Party {
  id: string;
  kind: 'customer' | 'agent' | 'number';
  name: string | null;
  number: string | null;
  muted: boolean;
  me: boolean;
}

/** The call of another agent this person is in as a supervisor. */
export interface Supervising {
  interactionId: string;
  agentId: string;
  agentName: string;
  mode: SupervisionMode;
  state: 'ringing' | 'up';
  since: string;
  number: string;
  name: string | null;
  projectName: string;
}

/** The recording of a call, for its agent; `ranOut` says that a pause came to its limit. */
export interface Recorder {
  state: 'off' | 'on' | 'paused';
  since: string | null;
  until: string | null;
  ranOut: boolean;
  byHand: boolean;
}

export type RecordingAction = 'pause' | 'resume' | 'start' | 'stop';

/** Somebody asked about a call; `asked` is the other agent's view of it. */
export interface Consult {
  role: 'asking' | 'asked';
  state: 'ringing' | 'talking' | 'waiting';
  since: string;
  agentId: string | null;
  name: string | null;
  number: string | null;
}

export interface TransferTargets {
  queues: { id: string; name: string; projectId: string; waiting: number; ready: number }[];
  agents: { id: string; name: string; login: string; state: AgentState; free: boolean }[];
}

/** Exactly one of them. */
export type TransferTarget = { queueId: string } | { agentId: string } | { number: string };

export interface WrapUp {
  interactionId: string;
  until: string | null;
  number: string;
  name: string | null;
  projectId: string;
  queue: Named | string | null;
  extended: boolean;
  /** Why a call out came to nothing, or a rule ended it. */
  failure?: { cause: string; status: number } | null;
}

export interface MissedCall {
  interactionId: string;
  number: string;
  name: string | null;
  projectId: string | null;
  queue: Named | string | null;
  at: string;
  kind: 'not-answered' | 'caller-gave-up' | 'unreachable';
}

export interface PauseReason extends Named {
  paid: boolean;
}

export interface DispositionChoice {
  id: string;
  parentId: string | null;
  name: string;
  code: string;
}

export interface Desk {
  agentId: string;
  state: AgentState;
  stateSince: string;
  nextState: AgentState | null;
  pauseReason: Named | null;
  phone: { kind: PhoneKindOrNone; reachable: boolean; problem: string | null };
  call: DeskCall | null;
  wrapUp: WrapUp | null;
  missed: MissedCall[];
  today: { calls: number; talkSeconds: number; handleSecondsAverage: number | null; missed: number };
  queues: { id: string; name: string; waiting: number }[];
  pauseReasons: PauseReason[];
  dispositions: Record<string, DispositionChoice[]>;
  supervising: Supervising | null;
  serverTime: string;
}

export interface PhoneCredentials {
  kind: PhoneKind;
  uri: string;
  username: string;
  password: string | null;
  realm: string;
  webSocketPath: string;
  expiresAt: string | null;
}

// --- floor

export interface FloorQueue {
  id: string;
  projectId: string;
  projectName: string;
  name: string;
  waiting: number;
  longestWaitingSince: string | null;
  talking: number;
  agents: {
    ready: number;
    ringing: number;
    talking: number;
    wrapUp: number;
    pause: number;
    missed: number;
    offline: number;
  };
  today: {
    offered: number;
    answered: number;
    abandoned: number;
    withinTarget: number;
    serviceLevel: number | null;
    asaSeconds: number | null;
  };
  target: { percent: number; seconds: number };
}

export interface FloorAgent {
  id: string;
  name: string;
  login: string;
  state: AgentState;
  stateSince: string;
  pauseReason: Named | string | null;
  nextState: AgentState | null;
  projectIds: string[];
  queueIds: string[];
  phone: { kind: PhoneKindOrNone; reachable: boolean };
  interactionId: string | null;
  number: string | null;
  queueName: string | null;
  today: { calls: number; talkSeconds: number; missed: number };
  /** Who is in the agent's call as a supervisor. */
  supervisors: { id: string; name: string; mode: SupervisionMode }[];
  quality: SoundQuality | null;
}

/** Sound that is not as it should be; of the party that fares worse. */
export interface SoundQuality {
  party: 'customer' | 'agent';
  grade: 'fair' | 'poor';
  mos: number;
  lossPercent: number;
  jitterMs: number;
  roundTripMs: number | null;
}

export interface Waiting {
  interactionId: string;
  queueId: string;
  projectId: string;
  number: string;
  name: string | null;
  since: string;
  place: number;
  state: 'greeting' | 'waiting' | 'offering';
  offeredTo: string | null;
}

export interface LiveCall {
  interactionId: string;
  projectId: string;
  direction: Direction;
  state: string;
  number: string;
  dialled: string | null;
  queueId: string | null;
  agentId: string | null;
  startedAt: string;
  since: string;
}

export interface Alarm {
  id: string;
  code: string;
  text: string;
  severity: 'info' | 'warning' | 'critical';
  at: string;
  raised: boolean;
  projectId: string | null;
}

export interface Floor {
  queues: FloorQueue[];
  agents: FloorAgent[];
  waiting: Waiting[];
  calls: LiveCall[];
  alarms: Alarm[];
  serverTime: string;
}

export interface FloorChange {
  queues?: FloorQueue[];
  agents?: FloorAgent[];
  waiting?: Waiting[];
  calls?: LiveCall[];
  removed?: { queues?: string[]; agents?: string[]; waiting?: string[]; calls?: string[] };
  serverTime: string;
}

// --- calls

export type CallResult = 'answered' | 'abandoned' | 'missed' | 'no-answer' | 'failed' | 'interrupted' | 'in-progress';

export interface CallSummary {
  interactionId: string;
  startedAt: string;
  endedAt: string | null;
  direction: Direction;
  projectId: string;
  projectName: string;
  queueId: string | null;
  queueName: string | null;
  number: string;
  name: string | null;
  dialled: string | null;
  agentId: string | null;
  agentName: string | null;
  earlierAgents: Named[];
  result: CallResult;
  waitSeconds: number | null;
  talkSeconds: number | null;
  holdSeconds: number | null;
  wrapUpSeconds: number | null;
  endedBy: 'customer' | 'agent' | 'party' | 'otvet' | 'network' | null;
  cause: string | null;
  disposition: string | null;
  notes: string | null;
  recordingIds: string[];
  recordingDeleted: boolean;
}

export type RibbonKind =
  | 'greeting'
  | 'waiting'
  | 'ringing'
  | 'talking'
  | 'hold'
  | 'consult'
  | 'transferring'
  | 'forwarded'
  | 'wrap-up';

export interface RibbonPart {
  kind: RibbonKind;
  from: string;
  to: string | null;
  agentName: string | null;
  detail: string | null;
}

export interface CallFact {
  factId: string;
  at: string;
  type: string;
  data: Record<string, unknown>;
}

export interface CallRecording {
  id: string;
  startedAt: string;
  lengthMs: number;
  channels: string[];
  problem: string | null;
  deletedAt: string | null;
  held: boolean;
}

/** What a listener said about a moment; `atMs` from the beginning of the recording. */
export interface RecordingComment {
  id: string;
  author: string;
  own: boolean;
  atMs: number;
  text: string;
  createdAt: string;
}

export interface CallDetail {
  summary: CallSummary;
  ribbon: RibbonPart[];
  facts: CallFact[];
  recordings: CallRecording[];
}

export interface Peaks {
  lengthMs: number;
  /** `damaged`: a part is not what was written; `cut`: the end is missing. */
  damage: 'damaged' | 'cut' | null;
  left: number[];
  right: number[];
}

// --- signalling, for those who look for faults

export interface SignalledMessage {
  at: string;
  sent: boolean;
  transport: string;
  remote: string;
  /** The whole message; secrets are blotted out. */
  text: string;
}

export interface LegMessages {
  legId: string;
  party: 'customer' | 'agent' | 'consulted' | 'supervisor' | 'other';
  agentName: string | null;
  /** Empty when none are kept, or no longer. */
  messages: SignalledMessage[];
}
