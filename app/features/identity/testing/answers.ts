/** What a loader or an action answers, also when it throws its answer. */
export const settle = (work: Promise<unknown>) =>
  work.then(
    (answer) => answer,
    (thrown: unknown) => thrown,
  ) as Promise<Response>;

/** The first cookie that an answer sets, as a browser sends it back: `name=value`. */
export const cookieOf = (answer: Response) => answer.headers.get('Set-Cookie')!.split(';')[0]!;
