import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { matchesTag, type Source } from './answer.ts';
import { createDemo } from './demo/demo.ts';
import type { BalanceChange } from './demo/official/balance.ts';
import type { OracleBattle } from './demo/official/oracle.ts';
import type { OfficialOptions, OfficialTruth, TrueRate } from './demo/official/world.ts';
import type { Truth } from './demo/truth.ts';
import { createGate, type Gate, type GateOptions } from './gate.ts';
import { createRuleBook, planFor, type Rule, type RuleBook } from './misbehave.ts';
import { control } from './remote.ts';
import { createReplay, type RecordedBattles, type ReplayOptions } from './replay.ts';
import { createRequestLog, type RequestCount, type RequestLog } from './requests.ts';
import { cut, send, sleep } from './wire.ts';

export type { Misbehaviour, Rule } from './misbehave.ts';
export type { BalanceChange, OfficialTruth, OracleBattle, RecordedBattles, RequestCount, TrueRate, Truth };

/** A simulated world. */
export interface DemoSource extends OfficialOptions {
  readonly kind: 'demo';
  /** An integer; default 1. */
  readonly seed?: number;
  /** How much faster than the server's clock the world's runs from when the server starts; default 1. */
  readonly speed?: number;
}

/** A folder of recorded answers. */
export interface ReplaySource extends Partial<ReplayOptions> {
  readonly kind: 'replay';
  readonly directory: string;
}

export interface UpstreamSimOptions extends GateOptions {
  source: DemoSource | ReplaySource;
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
  /** The world's time, epoch milliseconds: the server's clock, or a faster one. */
  now(): number;
  /** What the demo world's battles are drawn from; absent in a replay. */
  readonly truth?: Truth;
  /** The truth of the demo world's official API: its players, all its battles, its true rates. */
  readonly official?: OfficialTruth;
  /** The span of a replay's battles; absent where there are none. */
  readonly battles?: RecordedBattles;
}

interface Context {
  readonly source: Source;
  /** The server's own clock, for the request log and the rate. */
  readonly clock: () => number;
  /** The world's. */
  readonly now: () => number;
  readonly gate: Gate;
  readonly rules: RuleBook;
  readonly log: RequestLog;
}

/** The world's clock: the server's own, or one that runs `speed` times as fast from now on. */
function worldClock(now: () => number, speed: number): () => number {
  if (!(speed > 0) || !Number.isFinite(speed)) throw new RangeError('speed must be above 0');
  if (speed === 1) return now;
  const start = now();
  return () => Math.floor(start + (now() - start) * speed);
}

/** Opens the source, with its clock and what of it tests may read. */
function openSource(chosen: DemoSource | ReplaySource, now: () => number) {
  if (chosen.kind === 'demo') {
    const source = createDemo(chosen.seed ?? 1, chosen);
    const { truth, official } = source;
    return { source, clock: worldClock(now, chosen.speed ?? 1), extras: { truth, official } };
  }
  const { directory, anchor = now(), ...rest } = chosen;
  const source = createReplay(directory, { ...rest, anchor });
  return { source, clock: now, extras: source.battles === null ? {} : { battles: source.battles } };
}

/**
 * Starts the server on loopback. Rejects when the port is taken, the recording is not a folder, or an option is out of
 * its range.
 */
export async function startUpstreamSim(options: UpstreamSimOptions): Promise<UpstreamSim> {
  const { port = 0, now = Date.now, host = '127.0.0.1' } = options;
  const { source, clock, extras } = openSource(options.source, now);
  const gate = createGate(options);
  const context: Context = {
    source,
    clock: now,
    now: clock,
    gate,
    rules: createRuleBook(),
    log: createRequestLog(),
  };
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
    now: clock,
    close: () => close(server),
    ...extras,
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
  context.log.add(url, context.clock());
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    return send(res, { status: 405, headers: { allow: 'GET, HEAD' }, body: Buffer.from('') }, req);
  }
  const rule = context.rules.take(url);
  const refused = context.gate(path, req.headers.authorization, context.clock());
  const query = url.slice(path.length + 1);
  const plan = planFor(rule, refused ?? context.source.answer(path, context.now(), query));
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
