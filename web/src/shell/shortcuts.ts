import { useEffect, useRef } from 'react';

/** Combination as it is written on the page: modifiers in the order Ctrl, Alt, Shift, then the key. */
export function combinationOf(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  const key = keyOf(event);
  // shift is part of a printed sign (?), and a modifier for the rest
  if (event.shiftKey && key.length > 1) parts.push('Shift');
  parts.push(key);
  return parts.join('+');
}

function keyOf(event: KeyboardEvent): string {
  // letters and digits by their place, so that they work with the Russian layout too
  const place = /^(?:Key|Digit)(.)$/.exec(event.code);
  if (place?.[1] && (event.altKey || event.ctrlKey || event.metaKey)) return place[1];
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Runs while the view is shown. Single printed signs are left to text fields, everything else works in them too. */
export function useShortcut(combination: string, action: () => void, enabled = true): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.repeat || event.defaultPrevented || combinationOf(event) !== combination) return;
      if (combination.length === 1 && isTyping(event)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [combination, enabled]);
}

/** What `?` shows. */
export const SHORTCUTS: { keys: string; text: string; agent: boolean }[] = [
  { keys: 'F2', text: 'call.answer', agent: true },
  { keys: 'F4', text: 'call.hang-up', agent: true },
  { keys: 'F6', text: 'call.hold', agent: true },
  { keys: 'F7', text: 'call.mute', agent: true },
  { keys: 'F8', text: 'call.transfer', agent: true },
  { keys: 'F6', text: 'shortcut.swap', agent: true },
  { keys: 'F8', text: 'shortcut.complete', agent: true },
  { keys: 'Shift+F6', text: 'conference.join', agent: true },
  { keys: 'Shift+F8', text: 'call.cancel-consult', agent: true },
  { keys: 'F9', text: 'shortcut.recording', agent: true },
  { keys: 'Shift+F9', text: 'call.recorder.stop', agent: true },
  { keys: 'Alt+D', text: 'call.dial', agent: true },
  { keys: 'Alt+R', text: 'shortcut.ready', agent: true },
  { keys: 'Alt+B', text: 'shortcut.state-menu', agent: true },
  { keys: 'Alt+1…9', text: 'shortcut.disposition', agent: true },
  { keys: 'Ctrl+Enter', text: 'shortcut.save-wrap-up', agent: true },
  { keys: 'Ctrl+K', text: 'shortcut.palette', agent: false },
  { keys: '?', text: 'shortcut.help', agent: false },
];
