#!/usr/bin/env node
// Prints one line that adds up what the suites wrote: surefire's XML, Vitest's and Playwright's JSON.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const seconds = Number(process.argv[2]);
const total = { tests: 0, failed: 0, skipped: 0 };

for (const module of readdirSync('.')) {
  const reports = join(module, 'target/surefire-reports');
  if (!existsSync(reports)) continue;
  for (const file of readdirSync(reports).filter((name) => name.endsWith('.xml'))) {
    const head = readFileSync(join(reports, file), 'utf8').match(/<testsuite [^>]*>/)?.[0] ?? '';
    const count = (name) => Number(head.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
    total.tests += count('tests');
    total.failed += count('failures') + count('errors');
    total.skipped += count('skipped');
  }
}
for (const file of ['web/target/vitest.json']) {
  if (!existsSync(file)) continue;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  total.tests += report.numTotalTests;
  total.failed += report.numFailedTests;
  total.skipped += report.numPendingTests;
}
for (const file of ['web/target/e2e.json']) {
  if (!existsSync(file)) continue;
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  total.tests += stats.expected + stats.unexpected + stats.flaky + stats.skipped;
  total.failed += stats.unexpected;
  total.skipped += stats.skipped;
}
console.log(
  `${total.failed === 0 ? 'OK' : 'FAILED'}: ${total.tests} tests, ${total.failed} failed, ${total.skipped} skipped, ` +
    `${Math.floor(seconds / 60)} min ${seconds % 60} s`,
);
process.exit(total.failed === 0 && total.tests > 0 ? 0 : 1);
