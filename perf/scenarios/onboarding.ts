import exec from 'k6/execution';
import type { Scenario } from 'k6/options';
import { assertTargetIsUp } from '../lib/call-app.ts';
import { houses, profile } from '../lib/input.ts';
import type { LoadHouse } from '../lib/load-input.ts';
import { closed, makeOptions, open, writeSummary } from '../lib/make-options.ts';
import { onboardAt } from '../lib/onboard.ts';

/* A3: people who scan at once, then scans that arrive at a fixed rate. */

const { scanners, scannerSeconds, rate, rateSeconds } = profile.onboarding;

const scenarios: Record<string, Scenario> = {
  scanners: closed('onboard', scanners, scannerSeconds),
  arrivals: open('onboard', rate, rateSeconds, scannerSeconds + 1),
};

export const options = makeOptions(scenarios);
export const handleSummary = writeSummary;
export const setup = assertTargetIsUp;

export function onboard(): void {
  onboardAt(nextHouse());
}

const scannable = houses.filter((house) => house.qr_token !== null);

function nextHouse(): LoadHouse {
  return scannable[exec.scenario.iterationInTest % scannable.length]!;
}
