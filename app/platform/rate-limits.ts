type Limit = {
  /** So many in `duration` seconds, per key. */
  points: number;
  duration: number;
  /** For the person who is held up; how long they must wait is added. */
  message: string;
};

/**
 * Every limit of the application (E4). Keys are as narrow as what they guard (a house, a token, an address with an
 * e-mail), so that neighbours behind one internet connection do not hold each other up; limits by connection count
 * failures or allow for a street.
 */
export const LIMITS = {
  /** Per IP: codes that do not exist. */
  'qr-unknown': { points: 20, duration: 60, message: 'Too many unknown codes came from your connection.' },
  /** Per token: one code resolved again and again. */
  'qr-token': { points: 60, duration: 60, message: 'This code was scanned very often just now.' },
  /** Per e-mail and network, or per e-mail and device that it signed in on; a success clears it. */
  'sign-in': { points: 10, duration: 60, message: 'Too many attempts to sign in.' },
  /** Per IP, whatever the e-mail. */
  'sign-in-address': { points: 60, duration: 60, message: 'Too many attempts to sign in came from your connection.' },
  /** Per e-mail, from places that it never signed in from: not refused, but held up (slow-sign-in.server.ts). */
  'sign-in-account': { points: 10, duration: 900, message: 'Many wrong passwords were tried for this account.' },
  /** Per e-mail and network: kept for so long after somebody signed in from there, 20 days. */
  'sign-in-known': { points: 1, duration: 1_728_000, message: '' },
  /** Per e-mail, whoever asks: so many mails lie in one inbox at most. */
  'sign-in-link-account': {
    points: 12,
    duration: 600,
    message:
      'Several sign-in links were sent to this address. Look into your inbox and the spam folder: each works for ' +
      '15 minutes.',
  },
  /** Per e-mail and network, so that nobody uses up another one's. */
  'sign-in-link': {
    points: 3,
    duration: 600,
    message: 'We have just sent you several sign-in links. Look into your inbox and the spam folder.',
  },
  /** Per IP: e-mails are sent on its behalf. */
  'sign-in-link-address': {
    points: 30,
    duration: 600,
    message: 'Too many sign-in links were asked for from your connection.',
  },
  /** Per IP. */
  public: { points: 120, duration: 60, message: 'Too many requests came from your connection.' },
  /** Per colleague: a file is read and held against all houses. */
  'house-import': {
    points: 60,
    duration: 600,
    message: 'Many files of houses were checked in the last minutes.',
  },
  /** Per house. */
  chat: { points: 30, duration: 60, message: 'That was a lot of questions in a short time.' },
  /** Per house: of these alone, so that none waits for questions asked before; two a second for a minute. */
  'chat-danger': {
    points: 120,
    duration: 60,
    message: 'If you are in danger, ring 112 or 999 now. Many such messages came from your home in a short time.',
  },
  /** Per house: answers that are followed again or stopped, which costs little. */
  follow: { points: 120, duration: 60, message: 'That was a lot of returning to answers in a short time.' },
  /** Per house: ten a second for a minute, more than anyone types. */
  search: { points: 600, duration: 60, message: 'That was a lot of searching in a short time.' },
  /** Per house. */
  feedback: { points: 60, duration: 60, message: 'That was a lot of feedback in a short time.' },
  /** Per house: somebody reads each of these. */
  'ask-builder': { points: 20, duration: 600, message: 'You have just passed several questions on to your builder.' },
  /** Per house: photos are decoded, and somebody reads each report. */
  'defect-report': { points: 20, duration: 600, message: 'You have just reported several defects.' },
  /** Per house: a mail goes out for each. */
  'defect-message': { points: 30, duration: 600, message: 'You have just written several messages to your builder.' },
  /** Per house: each is a job with all documents in it. */
  logbook: { points: 5, duration: 3600, message: 'You have just had several logbooks made.' },
  /** Per member of the platform's staff: each asks the models. */
  replay: { points: 20, duration: 60, message: 'You have just replayed many answers.' },
  /** Per house: names are guessed. */
  surname: { points: 5, duration: 600, message: 'That was not the purchaser’s surname several times.' },
  /** Per house: calendars fetch by themselves, some of them often. */
  calendar: { points: 120, duration: 600, message: 'This calendar was fetched very often just now.' },
  /** Per house, or per member of staff. */
  documents: { points: 600, duration: 60, message: 'The list of documents was asked for very often just now.' },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;
