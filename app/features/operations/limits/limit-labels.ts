import type { LimitName } from '#app/platform/rate-limits.ts';

/** What a rule counts by; of an address, an account or a code the key says no more than that. */
type By = 'house' | 'staff' | 'address' | 'account' | 'code';

/** How the platform's pages name each limit, and whether tenants and houses may be given another one (H10). */
export const RULES: Record<LimitName, { title: string; by: By; mayDiffer?: true }> = {
  chat: { title: 'Questions', by: 'house', mayDiffer: true },
  'chat-danger': { title: 'Questions in danger', by: 'house' },
  follow: { title: 'Returning to answers', by: 'house', mayDiffer: true },
  search: { title: 'Searching', by: 'house', mayDiffer: true },
  feedback: { title: 'Feedback', by: 'house', mayDiffer: true },
  'ask-builder': { title: 'Questions passed on', by: 'house', mayDiffer: true },
  'defect-report': { title: 'Reports of defects', by: 'house', mayDiffer: true },
  'defect-message': { title: 'Messages about defects', by: 'house', mayDiffer: true },
  logbook: { title: 'Logbooks', by: 'house', mayDiffer: true },
  documents: { title: 'Lists of documents', by: 'house', mayDiffer: true },
  calendar: { title: 'Calendars', by: 'house' },
  surname: { title: 'Surnames tried', by: 'house' },
  'house-import': { title: 'Files of houses', by: 'staff' },
  replay: { title: 'Replayed answers', by: 'staff' },
  public: { title: 'Public pages', by: 'address' },
  'qr-unknown': { title: 'Unknown codes', by: 'address' },
  'qr-token': { title: 'Scans of one code', by: 'code' },
  'sign-in': { title: 'Sign-in of one account', by: 'account' },
  'sign-in-address': { title: 'Sign-in from one address', by: 'address' },
  'sign-in-account': { title: 'Wrong passwords of one account', by: 'account' },
  'sign-in-known': { title: 'Known places of an account', by: 'account' },
  'sign-in-link': { title: 'Sign-in links of one account', by: 'account' },
  'sign-in-link-account': { title: 'Sign-in mails to one account', by: 'account' },
  'sign-in-link-address': { title: 'Sign-in links from one address', by: 'address' },
};

export const RULE_NAMES = Object.keys(RULES) as [LimitName, ...LimitName[]];

/** Those that an override may be set for. A limit that keeps strangers out, or counts words of danger, is not. */
export const DIFFERING_RULES = RULE_NAMES.filter((name) => RULES[name].mayDiffer) as [LimitName, ...LimitName[]];

/** As choices of a page. */
export const choicesOf = (names: readonly LimitName[]) => names.map((value) => ({ value, label: RULES[value].title }));

/** No limit of its own: it remembers for three weeks where somebody signed in. */
export const NO_LIMIT: LimitName = 'sign-in-known';
