import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, expect, type Page } from '@playwright/test';
import type { Program } from './program';

const SAMPLE_RATE = 48_000;

/**
 * Chromium whose microphone speaks with a steady tone. It gives the microphone to every page, or, with `asks`, only to
 * pages whose context has the permission.
 */
export async function chromiumSpeaking(hertz: number, directory: string, { asks = false } = {}): Promise<Browser> {
  const tone = join(directory, `tone-${hertz}.wav`);
  writeFileSync(tone, toneWav(hertz, 10));
  return chromium.launch({
    executablePath: process.env.OTVET_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', ...(asks ? [] : ['--use-fake-ui-for-media-stream'])],
      ...['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${tone}`],
      ...['--autoplay-policy=no-user-gesture-required', '--allow-loopback-in-peer-connection'],
    ],
  });
}

/** A page that keeps the tone as it is and remembers what it receives. */
export async function openPage(browser: Browser, program: Program, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: program.url,
    permissions: ['microphone', 'notifications'],
    ignoreHTTPSErrors: program.httpsPort !== null,
    ...options,
  });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const scope = window as unknown as { __otvetAudioConstraints: object; heardTracks: MediaStreamTrack[] };
    scope.__otvetAudioConstraints = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    scope.heardTracks = [];
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener('track', (event) => scope.heardTracks.push(event.track));
      }
    };
  });
  return page;
}

/** The administrator's password is set at the start of the program and stays. */
export async function signInAsAdmin(page: Page, program: Program): Promise<void> {
  await enter(page, 'admin', program.password);
  await expect(page.getByRole('button', { name: /^(Language|Язык):/ })).toBeVisible();
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

/** For the first time: with the password somebody else gave, which is changed at once. */
export async function signIn(page: Page, program: Program, login: string): Promise<void> {
  await enter(page, login, program.password);
  await page.getByLabel('Current password').fill(program.password);
  await page.getByLabel('New password', { exact: true }).fill(`${program.password} of my own`);
  await page.getByLabel('New password once more').fill(`${program.password} of my own`);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByRole('heading', { name: 'Choose your own password' })).toHaveCount(0);
}

async function enter(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/');
  await page.locator('input[autocomplete="username"]').fill(login);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.keyboard.press('Enter');
}

/** How loud the page receives each of these tones in its newest call, in dB; the strongest of all is `strongest`, in Hz. */
function listen(page: Page, hertz: number[]): Promise<{ levels: number[]; strongest: number }> {
  return page.evaluate(async (tones) => {
    const scope = window as unknown as { heardTracks: MediaStreamTrack[] };
    const track = scope.heardTracks.filter((t) => t.readyState === 'live').at(-1);
    if (!track) return { levels: tones.map(() => -999), strongest: 0 };
    const context = new AudioContext({ sampleRate: 48_000 });
    const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    await new Promise((done) => setTimeout(done, 400));
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    await context.close();
    const level = (bin: number) => bins[bin] ?? -999;
    let loudest = 0;
    for (let i = 1; i < bins.length; i++) if (level(i) > level(loudest)) loudest = i;
    return {
      levels: tones.map((tone) => {
        const bin = Math.round((tone * 8192) / 48_000);
        return Math.max(level(bin - 1), level(bin), level(bin + 1));
      }),
      strongest: level(loudest) < -60 ? 0 : Math.round((loudest * 48_000) / 8192),
    };
  }, hertz);
}

/** Nothing is louder than this tone; 0 for silence. */
export async function expectHears(page: Page, hertz: number): Promise<void> {
  await expect
    .poll(async () => Math.abs((await listen(page, [])).strongest - hertz), {
      message: `the page hears ${hertz} Hz`,
      timeout: 15_000,
    })
    .toBeLessThan(hertz === 0 ? 1 : 15);
}

/** These tones are heard together. */
export async function expectHearsAll(page: Page, ...hertz: number[]): Promise<void> {
  await expect
    .poll(async () => Math.min(...(await listen(page, hertz)).levels), {
      message: `the page hears ${hertz.join(' and ')} Hz`,
      timeout: 15_000,
    })
    .toBeGreaterThan(-50);
}

function toneWav(hertz: number, seconds: number): Buffer {
  const samples = SAMPLE_RATE * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(SAMPLE_RATE, 24);
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    wav.writeInt16LE(Math.round(9_000 * Math.sin((2 * Math.PI * hertz * i) / SAMPLE_RATE)), 44 + i * 2);
  }
  return wav;
}
