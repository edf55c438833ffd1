import { findFiring, findSilence, type FiringRow, type SilenceRow } from '#db/queries/operations/alerts.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { env } from '#app/platform/env.ts';
import type { Env } from '#app/platform/parse-env.ts';
import type { Mailer } from '#app/platform/mail.ts';
import { sendWebhook } from '#app/platform/webhook.ts';
import { alertRule, alertTitle } from './alert-rules.ts';
import { alertFigure, alertLimits } from './describe-alert.ts';
import type { AlertNews } from './tell-of-alerts.server.ts';

type Telling = AlertNews & { jobId: string; way: 'mail' | 'webhook' };
type AlertSettings = Pick<Env, 'ALERT_MAIL_TO'> & { ALERT_WEBHOOK_URL?: string; ALERT_WEBHOOK_SECRET?: string };
type Told = { at: Date; subject: string; lines: string[]; link: string; body: Record<string, unknown> };

/**
 * Says by mail or webhook what has become of an alert or a silence, as it is stored now. False when it is not kept any
 * more. Throws UpstreamError as the mailer or the receiver has it.
 */
export async function tellTeam(
  scope: PlatformScope,
  telling: Telling,
  mailer: Mailer,
  config: AlertSettings = env,
): Promise<boolean> {
  const told = await read(scope, telling);
  if (!told) return false;
  const { at, subject, lines, link, body } = told;
  if (telling.way === 'mail') {
    const text = `${[...lines, `More: ${link}`].join('\n\n')}\n`;
    await mailer.send({ id: `alert.${telling.jobId}`, at, to: config.ALERT_MAIL_TO.join(', '), subject, text });
    return true;
  }
  const { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret } = config;
  if (!url || !secret)
    throw new AppError('unavailable', 'ALERT_WEBHOOK_URL is not set any more. Set it, then start this job again.');
  await sendWebhook(
    { url, secret },
    {
      id: telling.jobId,
      body: { type: `alert.${telling.what}`, timestamp: at.toISOString(), data: { ...body, link } },
    },
  );
  return true;
}

function read(scope: PlatformScope, { what, id }: AlertNews): Promise<Told | undefined> {
  return withScope(
    scope,
    async (tx) => {
      if (what === 'silenced' || what === 'unsilenced') {
        const silence = await findSilence(tx, id);
        return silence && ofSilence(what, silence);
      }
      const firing = await findFiring(tx, id);
      return firing && ofFiring(what, firing);
    },
    { readOnly: true },
  );
}

const linkTo = (path: string) => `${publicOrigin({ url: `http://localhost:${env.PORT}` })}${path}`;
const when = (at: Date) => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
const SAYS = { fired: '', ended: 'ended: ', acknowledged: 'seen to: ' };

function ofFiring(what: 'fired' | 'ended' | 'acknowledged', firing: FiringRow): Told {
  const { id, rule, state, startedAt, endedAt, value, acknowledgedAt, acknowledgedByName: by, note } = firing;
  const known = alertRule(rule);
  const title = alertTitle(rule);
  const at = { fired: startedAt, ended: endedAt ?? startedAt, acknowledged: acknowledgedAt ?? startedAt }[what];
  const measured = known && value !== null ? ` Measured when it fired: ${alertFigure(value, known.unit)}.` : '';
  return {
    at,
    subject: `OpenHouse AI, ${state}: ${SAYS[what]}${title}`,
    lines: [
      `${title}: ${state} since ${when(startedAt)}.${endedAt ? ` It ended at ${when(endedAt)}.` : ''}${measured}`,
      ...(known ? [`Its thresholds: ${alertLimits(known)}.`, `What to do first: ${known.action}`] : []),
      ...(note === null ? [] : [`Seen to by ${by ?? 'a former colleague'}: ${note}`]),
    ],
    link: linkTo(`/admin/alerts/${id}`),
    body: {
      id,
      rule,
      title,
      state,
      since: startedAt.toISOString(),
      until: endedAt?.toISOString() ?? null,
      value,
      unit: known?.unit ?? null,
      warning: known?.warning ?? null,
      critical: known?.critical ?? null,
      acknowledged_by: by,
      note,
    },
  };
}

function ofSilence(what: 'silenced' | 'unsilenced', silence: SilenceRow): Told {
  const { id, rule, reason, setByName, createdAt, endsAt, endedAt } = silence;
  const title = alertTitle(rule);
  const until = endedAt ?? endsAt;
  return {
    at: what === 'silenced' ? createdAt : until,
    subject: `OpenHouse AI: ${title} is ${what === 'silenced' ? 'silenced' : 'not silenced any more'}`,
    lines: [
      what === 'silenced'
        ? `Nobody is told of ${title} until ${when(endsAt)}; it is still judged and shown.`
        : `The silence of ${title} was ended at ${when(until)}.`,
      `Silenced by ${setByName}: ${reason}`,
    ],
    link: linkTo(`/admin/alerts/rules/${rule}`),
    body: { id, rule, title, reason, by: setByName, since: createdAt.toISOString(), until: until.toISOString() },
  };
}
