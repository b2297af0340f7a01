import type { PhoneIdentity } from './sipPhone';

const KEY = 'otvet.phone-identity';

/** Kept in the tab: after a reload the exchange sees the same phone again instead of a second one. */
export function phoneIdentity(store: Storage, random: Crypto): PhoneIdentity {
  const stored = store.getItem(KEY);
  if (stored !== null) {
    try {
      const identity = JSON.parse(stored) as Partial<PhoneIdentity>;
      if (identity.instanceId && identity.contactUri) {
        return { instanceId: identity.instanceId, contactUri: identity.contactUri };
      }
    } catch {
      // made anew below
    }
  }
  const identity = {
    instanceId: random.randomUUID(),
    contactUri: `sip:${token(random, 8)}@${token(random, 12)}.invalid;transport=ws`,
  };
  store.setItem(KEY, JSON.stringify(identity));
  return identity;
}

function token(random: Crypto, length: number): string {
  return [...random.getRandomValues(new Uint8Array(length))].map((byte) => (byte % 36).toString(36)).join('');
}
