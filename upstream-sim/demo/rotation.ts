import { createRandom, shuffled } from '../random.ts';
import { HOUR_MS } from '../shift.ts';
import { MAP_FACTS, type MapFact } from './facts-maps.ts';
import { SLOTS, type Slot } from './slots.ts';
import { STREAM } from './streams.ts';

const DAY_MS = 24 * HOUR_MS;
/** Share of a pool's maps that is in rotation; the others are off it, and so hardly played. */
const ROTATING_SHARE = 0.85;

/** One event of the rotation; times in epoch milliseconds. */
export interface SlotEvent {
  readonly slot: Slot;
  readonly mapId: number;
  readonly start: number;
  readonly end: number;
  /** How many past events a prediction rests on; null for an event that is live. */
  readonly historyLength: number | null;
}

export interface Rotation {
  /** Ids of the maps that come round; only these are played a lot. */
  readonly rotating: ReadonlySet<number>;
  /** Events live at `now` (one per slot) and the next one of the slots that are predicted. */
  at(now: number): { active: SlotEvent[]; upcoming: SlotEvent[] };
}

/** Names of current maps that exist in every one of the modes: the Showdown slots change together. */
function sharedNames(modes: readonly number[]): string[] {
  const namesOf = (mode: number): Set<string> =>
    new Set(MAP_FACTS.filter((map) => map.mode === mode && !map.retired).map((map) => map.name));
  const [first = new Set<string>(), ...others] = modes.map(namesOf);
  return [...first].filter((name) => others.every((names) => names.has(name)));
}

/** The newest current id of a name in a mode. */
function idOf(name: string, mode: number): number {
  const ids = MAP_FACTS.filter((map) => map.name === name && map.mode === mode && !map.retired);
  return Math.max(...ids.map((map) => map.id));
}

function shuffledPart<T>(items: readonly T[], seed: number, pool: number): T[] {
  const order = shuffled(items, createRandom(seed, STREAM.rotation, pool));
  return order.slice(0, Math.ceil(order.length * ROTATING_SHARE));
}

/** Each slot's maps in the order in which they come round. Slots with the same pool number share an order. */
function poolsOf(seed: number): Map<Slot, readonly number[]> {
  const pools = new Map<Slot, readonly number[]>();
  for (const slot of SLOTS) {
    const together = SLOTS.filter((other) => other.pool === slot.pool);
    if (slot.sharesNames) {
      const names = sharedNames(together.flatMap((other) => other.modes));
      const order = shuffledPart(names, seed, slot.pool);
      pools.set(
        slot,
        order.map((name) => idOf(name, slot.modes[0] ?? 0)),
      );
      continue;
    }
    const inPool = (map: MapFact): boolean => slot.modes.includes(map.mode) && !map.retired;
    const ids = MAP_FACTS.filter(inPool).map((map) => map.id);
    pools.set(slot, shuffledPart(ids, seed, slot.pool));
  }
  return pools;
}

/** A rotation which depends on nothing but the seed and the time: each slot changes once a day at its hour. */
export function createRotation(seed: number): Rotation {
  const pools = poolsOf(seed);

  function eventOf(slot: Slot, day: number, predicted: boolean): SlotEvent {
    const order = pools.get(slot) ?? [];
    const step = day * slot.stride + slot.lane;
    const mapId = order[((step % order.length) + order.length) % order.length] ?? 0;
    const start = day * DAY_MS + slot.hour * HOUR_MS;
    const historyLength = predicted ? order.length + slot.id : null;
    return { slot, mapId, start, end: start + DAY_MS, historyLength };
  }

  return {
    rotating: new Set([...pools.values()].flat()),
    at(now) {
      const dayOf = (slot: Slot): number => Math.floor((now - slot.hour * HOUR_MS) / DAY_MS);
      return {
        active: SLOTS.map((slot) => eventOf(slot, dayOf(slot), false)),
        upcoming: SLOTS.filter((slot) => slot.foreseen).map((slot) => eventOf(slot, dayOf(slot) + 1, true)),
      };
    },
  };
}
