/**
 * What was found of one setting or one service. `fault`: it cannot work; `warning`: it works, and is not what a
 * deployment should have; `default`: not set, and there is a default.
 */
export type Finding = {
  name: string;
  state: 'ok' | 'default' | 'warning' | 'fault';
  /** What it is, without any secret. */
  value: string;
  /** What to do; null when there is nothing. */
  action: string | null;
};

export type Source = Record<string, string | undefined>;
