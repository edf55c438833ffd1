import winston from 'winston';
import { env } from './env.ts';
import { requestContext } from './request-context.ts';

const withContext = winston.format((info) => {
  const context = requestContext();
  if (context) {
    info.request_id ??= context.requestId;
    if (context.tenantId) info.tenant_id ??= context.tenantId;
  }
  return info;
});

/** The process's log: one JSON object a line. */
export const logger = winston.createLogger({
  level: env.LOG_LEVEL === 'silent' ? 'error' : env.LOG_LEVEL,
  silent: env.LOG_LEVEL === 'silent',
  format: winston.format.combine(withContext(), winston.format.timestamp(), winston.format.json()),
  transports: [new winston.transports.Console()],
});
