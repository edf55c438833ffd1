import { sleep } from 'k6';
import exec from 'k6/execution';
import type { Scenario } from 'k6/options';
import { assertTargetIsUp } from '../lib/call-app.ts';
import { houses, profile } from '../lib/input.ts';
import type { LoadHouse } from '../lib/load-input.ts';
import { closed, makeOptions, open, writeSummary } from '../lib/make-options.ts';
import { onboardAt } from '../lib/onboard.ts';
import { paceScans } from '../lib/pace-scans.ts';

/* A3: people who scan at once, then scans that arrive at a fixed rate. */

const { scannerSeconds, rateSeconds } = profile.onboarding;
const scannable = houses.filter((house) => house.qr_token !== null);
const { scanners, restSeconds, rate } = paceScans(scannable.length, profile.onboarding);

const scenarios: Record<string, Scenario> = {
  scanners: closed('scan', scanners, scannerSeconds),
  ...(rate > 0 ? { arrivals: open('onboard', rate, rateSeconds, scannerSeconds + 1) } : {}),
};

export const options = makeOptions(scenarios);
export const handleSummary = writeSummary;
export const setup = assertTargetIsUp;

export function onboard(): void {
  onboardAt(nextHouse());
}

export function scan(): void {
  onboard();
  sleep(restSeconds);
}

function nextHouse(): LoadHouse {
  return scannable[exec.scenario.iterationInTest % scannable.length]!;
}
