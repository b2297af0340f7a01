const ICONS = { plain: '/favicon.svg', ringing: '/favicon-ringing.svg', missed: '/favicon-missed.svg' };

export function showIcon(icon: keyof typeof ICONS): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link !== null && !link.href.endsWith(ICONS[icon])) link.href = ICONS[icon];
}

/** A system notification while nobody looks at the page, when the agent has allowed them. */
export function showNotification(title: string, body: string, tag: string): () => void {
  if (!('Notification' in window) || Notification.permission !== 'granted' || document.hasFocus()) {
    return () => undefined;
  }
  try {
    const notification = new Notification(title, { body, tag, requireInteraction: true, icon: '/favicon.svg' });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
    return () => notification.close();
  } catch {
    // some phones only allow them from a service worker
    return () => undefined;
  }
}
