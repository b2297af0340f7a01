import { UA, WebSocketInterface } from 'jssip';
import type { Ua, UaFactory } from './ua';

/** JsSIP behind our own small interface. Loaded only by agents with a browser phone. */
export const createJsSipUa: UaFactory = (settings) => {
  const socket = new WebSocketInterface(settings.webSocket);
  const ua = new UA({
    sockets: [socket],
    uri: settings.uri,
    authorization_user: settings.username,
    password: settings.password,
    realm: settings.realm,
    instance_id: settings.instanceId,
    contact_uri: settings.contactUri,
    register: true,
    register_expires: 120,
    // the exchange watches its calls itself
    session_timers: false,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 8,
    user_agent: 'Otvet page',
  });
  const phone: Ua = {
    on: (type, listener) => ua.on(type as 'connected', listener as () => void),
    start: () => ua.start(),
    stop: () => ua.stop(),
    register: () => ua.register(),
    set: (parameter, value) => ua.set(parameter, value),
    keepAlive: () => {
      if (socket.isConnected()) socket.send('\r\n\r\n');
    },
  };
  return phone;
};
