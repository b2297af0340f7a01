import type { Scope } from '../scope';

const LOCK = 'otvet-phone';

/** Runs `work` when this tab holds the browser's phone; `waiting` is called when another tab has it now. */
export function aloneInBrowser(scope: Scope, waiting: () => void, work: () => void): void {
  const locks = navigator.locks;
  if (locks === undefined) {
    // a page without a secure context has no locks, and no microphone either
    work();
    return;
  }
  const held = (): Promise<void> =>
    new Promise((release) => {
      scope.own(release);
      if (!scope.ended) work();
    });
  void locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock !== null) {
      await held();
      return;
    }
    if (scope.ended) return;
    waiting();
    const abort = new AbortController();
    scope.own(() => abort.abort());
    void locks.request(LOCK, { signal: abort.signal }, held).catch(() => undefined);
  });
}
