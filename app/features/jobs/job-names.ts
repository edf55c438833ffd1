/** What each event asks for, in words. */
export const JOB_NAMES: Record<string, string> = {
  'document/uploaded': 'Read a document',
  'document/recognition.requested': 'Recognise the text of scanned pages',
  'document/stop.requested': 'Stop the reading of a document',
  'development/reindex.requested': 'Re-index a development',
  'house/geocode.requested': 'Locate a house',
  'points-of-interest/refresh.requested': 'Refresh places nearby',
  'analytics/rollup.requested': 'Roll up figures',
  'sign-in-link/requested': 'Look up who gets a sign-in link',
  'mail/send': 'Send a mail',
  'alert/tell.requested': 'Tell the team of an alert',
  'notice/published': 'Tell owners of a notice',
  'logbook/requested': 'Make a home’s logbook',
  'owner/erased': 'Remove an erased owner’s files',
  'checks/run.requested': 'Ask the answer checks',
  'citations/look.requested': 'Look for answers that have changed',
  'change/tell.requested': 'Tell owners what has changed',
  'care/terms.requested': 'Find maintenance tasks in documents',
  'handover/papers.requested': 'Look for handover papers',
  'houses/import.requested': 'Import houses from a file',
};

export const jobName = (eventName: string) => JOB_NAMES[eventName] ?? eventName;
