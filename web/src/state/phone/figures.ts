import type { MediaFigures } from './softphone';

interface Counters {
  received: number;
  lost: number;
}

/** Turns WebRTC's running counters into figures of the time since the last reading. */
export class FigureMeter {
  #last: Counters | null = null;

  read(report: Iterable<[string, unknown]>): MediaFigures | null {
    let now: Counters | null = null;
    let jitterMs = 0;
    let roundTripMs: number | null = null;
    for (const [, entry] of report) {
      const stat = entry as Record<string, unknown>;
      if (stat['type'] === 'inbound-rtp' && stat['kind'] === 'audio') {
        now = { received: number(stat['packetsReceived']), lost: number(stat['packetsLost']) };
        jitterMs = number(stat['jitter']) * 1000;
      } else if (stat['type'] === 'candidate-pair' && stat['nominated'] === true) {
        const seconds = stat['currentRoundTripTime'];
        roundTripMs = typeof seconds === 'number' ? seconds * 1000 : null;
      }
    }
    const last = this.#last;
    this.#last = now;
    if (now === null || last === null) return null;
    const lost = Math.max(0, now.lost - last.lost);
    const all = lost + Math.max(0, now.received - last.received);
    return { lossPercent: all === 0 ? 0 : (lost * 100) / all, jitterMs, roundTripMs };
  }
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

export type Quality = 'good' | 'fair' | 'poor';

/** What an ear would say: above 5 % loss words go missing, above 1 % one hears it. */
export function qualityOf(figures: MediaFigures): Quality {
  const roundTrip = figures.roundTripMs ?? 0;
  if (figures.lossPercent > 5 || figures.jitterMs > 80 || roundTrip > 500) return 'poor';
  if (figures.lossPercent > 1 || figures.jitterMs > 30 || roundTrip > 250) return 'fair';
  return 'good';
}
