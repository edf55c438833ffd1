/**
 * Runs a harness and ends this process with its exit code, whatever timer, pipe or child would keep it; an error is
 * said and ends it with `codeOf(error)`, else 1. What is registered for `exit` (a ledger's children, folders) goes with
 * it.
 */
export async function runHarness(
  main: () => Promise<number>,
  codeOf: (error: unknown) => number = () => 1,
): Promise<never> {
  let code: number;
  try {
    code = await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    code = codeOf(error);
  }
  process.exit(code);
}
