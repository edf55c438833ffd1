import { expect } from '@playwright/test';

/** Until the server on this port of the machine says that it is ready; fails after two minutes. */
export const untilReady = (port: number) =>
  expect
    .poll(
      () =>
        fetch(`http://127.0.0.1:${port}/readyz`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 120_000 },
    )
    .toBe(200);
