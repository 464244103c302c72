import type { IncomingMessage, ServerResponse } from 'node:http';
import { notFound } from './answer.ts';
import { parseRules } from './control.ts';
import type { RuleBook } from './misbehave.ts';
import type { RequestLog } from './requests.ts';
import { send } from './wire.ts';

const MAX_RULE_BYTES = 20_000_000;

async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += (chunk as Buffer).length;
    if (size > MAX_RULE_BYTES) throw new RangeError('the rule is too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What can be controlled from outside. */
export interface Controlled {
  readonly rules: RuleBook;
  readonly log: RequestLog;
}

/** The same controls over HTTP, for tests that only see a running system. */
export async function control(
  context: Controlled,
  path: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const reply = (status: number, value: unknown): void => {
    const headers = { 'content-type': 'application/json' };
    send(res, { status, headers, body: Buffer.from(status === 204 ? '' : JSON.stringify(value)) }, req);
  };
  switch (`${req.method} ${path}`) {
    case 'POST /_sim/misbehave':
      try {
        context.rules.set(parseRules(await readBody(req)));
      } catch (error) {
        return reply(400, { error: error instanceof Error ? error.message : String(error) });
      }
      return reply(204, null);
    case 'DELETE /_sim/misbehave':
      context.rules.set(null);
      return reply(204, null);
    case 'GET /_sim/requests':
      return reply(200, context.log.list());
    case 'DELETE /_sim/requests':
      context.log.clear();
      return reply(204, null);
    default:
      return send(res, notFound(path), req);
  }
}
