/** The real Workers, with its Durable Object and KV, over a made-up upstream and a clock of the tests' own. */

import {
  createExecutionContext,
  runDurableObjectAlarm,
  runInDurableObject,
  waitOnExecutionContext,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { SH_LENGTH } from '../../kernel/layout/snapshot.ts';
import { upstreamDocument } from '../serve/world.ts';
import whole from './whole.ts';

const BASE = 'https://api.brawlapi.com/v1';
const HOUR = 3_600_000;

/** What became of a path below the upstream's base. */
export type Upstream = (path: string) => Response | Promise<Response>;

export interface TestUpstream {
  /** paths asked for since the last clear() */
  readonly asked: string[];
  /** what it answers from now on */
  answer: Upstream;
  clear(): void;
}

/**
 * Puts a made-up upstream in the place of the network, and the clock an hour ahead: the runtime's own clock rings
 * alarms, so none rings but by step(). The rotation stays where it was at the start.
 */
export function startWorld(): TestUpstream {
  const start = Date.now() + HOUR;
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  const upstream: TestUpstream = {
    asked: [],
    answer: (path) => healthy(path, start),
    clear: () => {
      upstream.asked.length = 0;
    },
  };
  vi.stubGlobal('fetch', async (input: string) => {
    if (!input.startsWith(BASE)) return challenge();
    const path = input.slice(BASE.length);
    upstream.asked.push(path);
    return upstream.answer(path);
  });
  return upstream;
}

export function healthy(path: string, now: number): Response {
  const document = upstreamDocument(path, now);
  return document === null ? new Response(null, { status: 404 }) : Response.json(document);
}

/** What a bot check looks like: final, so that nothing waits to ask again. */
export function challenge(): Response {
  return new Response('<!doctype html>', { status: 403, headers: { 'content-type': 'text/html' } });
}

export function advance(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

/** A request to the Worker; resolves when its background work is done too. */
export async function ask(path: string, init?: RequestInit): Promise<Response> {
  const context = createExecutionContext();
  const request = new Request(`https://edge.test${path}`, init);
  const response = await whole.fetch(request, env, context);
  await waitOnExecutionContext(context);
  return response;
}

export async function askJson(path: string): Promise<Record<string, unknown>> {
  return (await ask(path)).json();
}

/** The cron trigger. */
export async function cron(): Promise<void> {
  await whole.scheduled();
}

export function collector() {
  return env.COLLECTOR.get(env.COLLECTOR.idFromName('main'));
}

/** Rings the collector's alarm; false where none was set. */
export function step(): Promise<boolean> {
  return runDurableObjectAlarm(collector());
}

/** When the alarm rings next, in ms from now; null where none is set. */
export async function alarmIn(): Promise<number | null> {
  const at = await runInDurableObject(collector(), (_, state) => state.storage.getAlarm());
  return at === null ? null : at - Date.now();
}

/** The snapshot in a value of KV, by the length that it says itself: before it stand its first answers, behind it the browser's view. */
export function snapshotIn(value: ArrayBuffer | null, metadata: unknown): Uint8Array {
  const { firstBytes = 0 } = (metadata ?? {}) as { firstBytes?: number };
  const all = new Uint8Array((value ?? new ArrayBuffer(0)).slice(firstBytes));
  return all.length < 64 ? all : all.slice(0, new DataView(all.buffer).getUint32(SH_LENGTH, true));
}

export interface Kept {
  readonly keys: string[];
  readonly metadata: unknown;
  /** the snapshot */
  readonly bytes: Uint8Array;
  /** all of what is stored */
  readonly value: Uint8Array;
}

/** All that is in KV. */
export async function kept(): Promise<Kept> {
  const { keys } = await env.SNAPSHOTS.list();
  const names = keys.map(({ name }) => name);
  const { value, metadata } = await env.SNAPSHOTS.getWithMetadata(names[0] ?? 'none', 'arrayBuffer');
  const bytes = snapshotIn(value, metadata);
  return { keys: names, metadata, bytes, value: new Uint8Array(value ?? new ArrayBuffer(0)) };
}
