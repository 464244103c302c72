import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, matchesTag, notFound, type Source } from './answer.ts';
import { parseRules } from './control.ts';
import { createDemo } from './demo/demo.ts';
import type { Truth } from './demo/truth.ts';
import { createRuleBook, planFor, type Rule, type RuleBook } from './misbehave.ts';
import { createReplay } from './replay.ts';
import { createRequestLog, type RequestCount, type RequestLog } from './requests.ts';

export type { Misbehaviour, Rule } from './misbehave.ts';
export type { RequestCount, Truth };

export interface UpstreamSimOptions {
  /** A simulated world drawn from a seed (default 1), or a folder of recorded answers. */
  source: { kind: 'demo'; seed?: number } | { kind: 'replay'; directory: string };
  /** 0 (default) picks a free port. */
  port?: number;
  /** The server's clock, epoch milliseconds; default Date.now. */
  now?: () => number;
  host?: '127.0.0.1';
}

/** A running stand-in for both upstream APIs. */
export interface UpstreamSim {
  readonly port: number;
  /** In place of https://api.brawlapi.com/v1. */
  readonly brawlApiUrl: string;
  /** In place of https://api.brawlstars.com/v1. */
  readonly officialUrl: string;
  /** Puts rules in force in place of all before; null ends the misbehaviour. */
  misbehave(rules: Rule | readonly Rule[] | null): void;
  /** Requests per path (as sent, with its query), bounded; those to /_sim are not counted. */
  requests(): RequestCount[];
  /** Stops listening and breaks open connections. */
  close(): Promise<void>;
  /** What the demo world's battles are drawn from; absent in a replay. */
  readonly truth?: Truth;
}

interface Context {
  readonly source: Source;
  readonly now: () => number;
  readonly rules: RuleBook;
  readonly log: RequestLog;
}

const MAX_RULE_BYTES = 20_000_000;

/** Starts the server on loopback. Rejects when the port is taken or the recording is not a folder. */
export async function startUpstreamSim(options: UpstreamSimOptions): Promise<UpstreamSim> {
  const { source: chosen, port = 0, now = Date.now, host = '127.0.0.1' } = options;
  const demo = chosen.kind === 'demo' ? createDemo(chosen.seed ?? 1) : null;
  const source = chosen.kind === 'demo' ? demo : createReplay(chosen.directory);
  if (source === null) throw new Error('unknown source');
  const context: Context = { source, now, rules: createRuleBook(), log: createRequestLog() };
  const server = createServer((req, res) => {
    handle(context, req, res).catch((error: unknown) => res.destroy(error as Error));
  });
  const bound = await listen(server, port, host);
  const base = `http://${host}:${bound}`;
  return {
    port: bound,
    brawlApiUrl: `${base}/brawlapi/v1`,
    officialUrl: `${base}/official/v1`,
    misbehave: context.rules.set,
    requests: context.log.list,
    close: () => close(server),
    ...(demo === null ? {} : { truth: demo.truth }),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Closing twice is no error: a test may end a server that its clean-up ends again. */
function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

async function handle(context: Context, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = req.url ?? '/';
  const path = url.split('?', 1)[0] ?? '/';
  if (path.startsWith('/_sim/')) return control(context, path, req, res);
  context.log.add(url, context.now());
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    return send(res, { status: 405, headers: { allow: 'GET, HEAD' }, body: Buffer.from('') }, req);
  }
  const rule = context.rules.take(url);
  const plan = planFor(rule, context.source.answer(path, context.now()));
  if (plan.kind === 'hang') return;
  if (plan.kind === 'reset') return void req.socket.destroy();
  if (plan.kind === 'cut') return cut(res, plan.answer, plan.bytes);
  if (plan.delayMs > 0) await sleep(plan.delayMs, res);
  // A rule's answer is wanted even by a client that holds the right one already.
  const mayMatch = plan.answer.status === 200 && (rule === null || rule.kind === 'delay');
  if (mayMatch && matchesTag(req.headers['if-none-match'], plan.answer.headers.etag)) {
    return send(
      res,
      { status: 304, headers: { etag: plan.answer.headers.etag ?? '' }, body: Buffer.from('') },
      req,
    );
  }
  send(res, plan.answer, req);
}

/** Waits; a client that leaves ends the wait, so that closing the server leaves no timer behind. */
function sleep(ms: number, res: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, ms);
    res.once('close', done);
  });
}

function send(res: ServerResponse, answer: Answer, req: IncomingMessage): void {
  const bodiless = answer.status === 304 || answer.status === 204;
  const length = bodiless ? {} : { 'content-length': String(answer.body.length) };
  res.writeHead(answer.status, { ...length, ...answer.headers });
  res.end(bodiless || req.method === 'HEAD' ? undefined : answer.body);
}

/** Announces the whole body, sends its first bytes and breaks the connection. */
function cut(res: ServerResponse, answer: Answer, bytes: number): void {
  res.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) });
  res.flushHeaders();
  res.write(answer.body.subarray(0, bytes), () => res.destroy());
}

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

/** The same controls over HTTP, for tests that only see a running system. */
async function control(
  context: Context,
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
