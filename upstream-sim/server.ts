import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BalanceChange } from './demo/official/balance.ts';
import type { OracleBattle } from './demo/official/oracle.ts';
import type { OfficialTruth, TrueRate } from './demo/official/world.ts';
import type { Truth } from './demo/truth.ts';
import { type Desk, type DeskOptions, type Extras, openDesk } from './desk.ts';
import type { Rule } from './misbehave.ts';
import { control } from './remote.ts';
import type { RecordedBattles } from './replay.ts';
import type { RequestCount } from './requests.ts';
import { cut, send, sleep } from './wire.ts';

export type { DemoSource, ReplaySource } from './desk.ts';
export type { Misbehaviour, Rule } from './misbehave.ts';
export type { BalanceChange, OfficialTruth, OracleBattle, RecordedBattles, RequestCount, TrueRate, Truth };

export interface UpstreamSimOptions extends DeskOptions {
  /** 0 (default) picks a free port. */
  port?: number;
  host?: '127.0.0.1';
}

/** A running stand-in for both upstream APIs. */
export interface UpstreamSim extends Extras {
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
}

/**
 * Starts the server on loopback. Rejects when the port is taken, the recording is not a folder, or an option is out of
 * its range.
 */
export async function startUpstreamSim(options: UpstreamSimOptions): Promise<UpstreamSim> {
  const { port = 0, host = '127.0.0.1' } = options;
  const desk = openDesk(options);
  const server = createServer((req, res) => {
    handle(desk, req, res).catch((error: unknown) => res.destroy(error as Error));
  });
  const bound = await listen(server, port, host);
  const base = `http://${host}:${bound}`;
  return {
    port: bound,
    brawlApiUrl: `${base}/brawlapi/v1`,
    officialUrl: `${base}/official/v1`,
    misbehave: desk.rules.set,
    requests: desk.log.list,
    now: desk.now,
    close: () => close(server),
    ...desk.extras,
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

async function handle(desk: Desk, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/', headers } = req;
  const path = url.split('?', 1)[0] ?? '/';
  if (path.startsWith('/_sim/')) return control(desk, path, req, res);
  const { authorization, 'if-none-match': ifNoneMatch } = headers;
  const plan = desk.decide({ method, url, authorization, ifNoneMatch });
  if (plan.kind === 'hang') return;
  if (plan.kind === 'reset') return void req.socket.destroy();
  if (plan.kind === 'cut') return cut(res, plan.answer, plan.bytes);
  if (plan.delayMs > 0) await sleep(plan.delayMs, res);
  send(res, plan.answer, req);
}
