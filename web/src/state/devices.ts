import { type ReadonlyValue, Value } from './value';

/** Sound devices chosen on this machine; null is the system's default. */
export interface DeviceChoice {
  microphone: string | null;
  headset: string | null;
  alerts: string | null;
}

const KEY = 'otvet.devices';
const DEFAULTS: DeviceChoice = { microphone: null, headset: null, alerts: null };

export class Devices {
  readonly #choice: Value<DeviceChoice>;
  readonly #store: Storage;

  constructor(store: Storage) {
    this.#store = store;
    this.#choice = new Value(read(store.getItem(KEY)));
  }

  get choice(): ReadonlyValue<DeviceChoice> {
    return this.#choice;
  }

  choose(change: Partial<DeviceChoice>): void {
    this.#choice.update((choice) => ({ ...choice, ...change }));
    this.#store.setItem(KEY, JSON.stringify(this.#choice.get()));
  }
}

function read(stored: string | null): DeviceChoice {
  if (stored === null) return DEFAULTS;
  try {
    return { ...DEFAULTS, ...(JSON.parse(stored) as Partial<DeviceChoice>) };
  } catch {
    return DEFAULTS;
  }
}
