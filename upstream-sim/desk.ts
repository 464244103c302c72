import { matchesTag } from './answer.ts';
import { createDemo } from './demo/demo.ts';
import type { OfficialOptions, OfficialTruth } from './demo/official/world.ts';
import type { Truth } from './demo/truth.ts';
import { createGate, type GateOptions } from './gate.ts';
import { createRuleBook, type Plan, planFor, type RuleBook } from './misbehave.ts';
import { createReplay, type RecordedBattles, type ReplayOptions } from './replay.ts';
import { createRequestLog, type RequestLog } from './requests.ts';

/** A simulated world. */
export interface DemoSource extends OfficialOptions {
  readonly kind: 'demo';
  /** An integer; default 1. */
  readonly seed?: number;
  /** How much faster than the given clock the world's runs from when it is opened; default 1. */
  readonly speed?: number;
  /** Whether BrawlAPI has statistics (default), or is a catalogue, as the real one has been since spring 2026. */
  readonly brawlApiStatistics?: boolean;
}

/** A folder of recorded answers. */
export interface ReplaySource extends Partial<ReplayOptions> {
  readonly kind: 'replay';
  readonly directory: string;
}

/** What a stand-in is made of, however it is reached. */
export interface DeskOptions extends GateOptions {
  source: DemoSource | ReplaySource;
  /** The clock, epoch milliseconds; default Date.now. */
  now?: () => number;
}

/** What tests may read of a world. */
export interface Extras {
  /** What the demo world's battles are drawn from; absent in a replay. */
  readonly truth?: Truth;
  /** The truth of the demo world's official API: its players, all its battles, its true rates. */
  readonly official?: OfficialTruth;
  /** The span of a replay's battles; absent where there are none. */
  readonly battles?: RecordedBattles;
}

/** A request as far as it decides on the answer. */
export interface Asked {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** Where requests are decided on, without a wire. */
export interface Desk {
  /** What is to happen for a request; it is counted, and a rule's `times` are counted down. */
  decide(asked: Asked): Plan;
  /** The world's time, epoch milliseconds. */
  readonly now: () => number;
  readonly rules: RuleBook;
  readonly log: RequestLog;
  readonly extras: Extras;
}

/** The world's clock: the one given, or one that runs `speed` times as fast from now on. */
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

/** Opens a world. Throws when the recording is not a folder, or an option is out of its range. */
export function openDesk(options: DeskOptions): Desk {
  const { now = Date.now } = options;
  const { source, clock, extras } = openSource(options.source, now);
  const gate = createGate(options);
  const [rules, log] = [createRuleBook(), createRequestLog()];
  return {
    now: clock,
    rules,
    log,
    extras,
    decide({ method, url, authorization, ifNoneMatch }) {
      const path = url.split('?', 1)[0] ?? '/';
      log.add(url, now());
      if (method !== 'GET' && method !== 'HEAD') {
        const answer = { status: 405, headers: { allow: 'GET, HEAD' }, body: Buffer.from('') };
        return { kind: 'answer', answer, delayMs: 0 };
      }
      const rule = rules.take(url);
      const refused = gate(path, authorization, now());
      const plan = planFor(rule, refused ?? source.answer(path, clock(), url.slice(path.length + 1)));
      // A rule's answer is wanted even by a client that holds the right one already.
      const mayMatch = plan.kind === 'answer' && (rule === null || rule.kind === 'delay');
      if (!mayMatch || plan.answer.status !== 200) return plan;
      const { etag } = plan.answer.headers;
      if (!matchesTag(ifNoneMatch, etag)) return plan;
      const unchanged = { status: 304, headers: { etag: etag ?? '' }, body: Buffer.from('') };
      return { ...plan, answer: unchanged };
    },
  };
}
