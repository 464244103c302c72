/** An event slot: a place in the rotation, with the look that BrawlAPI gives it. */
export interface Slot {
  readonly id: number;
  readonly name: string;
  /** UTC hour at which it changes. */
  readonly hour: number;
  readonly modes: readonly number[];
  /** Slots with the same number draw from one order of maps. */
  readonly pool: number;
  /** Steps per day through that order, and this slot's place in each step. */
  readonly stride: number;
  readonly lane: number;
  /** Whether the slots of this pool always show the same map name, each in its own mode. */
  readonly sharesNames: boolean;
  /** Whether the next event is predicted. */
  readonly foreseen: boolean;
  /** The slot that may stand for this one in a list. */
  readonly hideForSlot: number | null;
}

const DAILY = { stride: 1, lane: 0, sharesNames: false, foreseen: true, hideForSlot: null };
const SHOWDOWN = { ...DAILY, hour: 20, pool: 2, sharesNames: true };
const CHALLENGE = {
  ...DAILY,
  name: 'Challenge',
  hour: 9,
  modes: [48000048, 48000076],
  pool: 20,
  stride: 3,
  foreseen: false,
};

/**
 * The fourteen slots, in the order in which BrawlAPI lists them. Slot names don't always fit what is played
 * there ("Daily Gem Grab" may hold another mode): as in the game, only the map's mode counts.
 */
export const SLOTS: readonly Slot[] = [
  { ...CHALLENGE, id: 20, lane: 0 },
  { ...CHALLENGE, id: 21, lane: 1 },
  { ...CHALLENGE, id: 22, lane: 2 },
  { ...SHOWDOWN, id: 2, name: 'Daily Showdown', modes: [48000006], hideForSlot: 5 },
  { ...SHOWDOWN, id: 5, name: 'Daily Showdown', modes: [48000009], hideForSlot: 2 },
  { ...DAILY, id: 1, name: 'Daily Gem Grab', hour: 8, modes: [48000005], pool: 1 },
  { ...DAILY, id: 3, name: 'Daily Brawl Ball', hour: 2, modes: [48000000], pool: 3 },
  { ...DAILY, id: 4, name: 'Daily Trophy Modes', hour: 14, modes: [48000002, 48000017], pool: 4 },
  { ...DAILY, id: 6, name: 'Daily Trophy Modes', hour: 14, modes: [48000003, 48000024, 48000025], pool: 6 },
  {
    ...DAILY,
    id: 8,
    name: 'Daily Special Mode',
    hour: 8,
    modes: [48000016, 48000022, 48000023, 48000045],
    pool: 8,
  },
  {
    ...DAILY,
    id: 10,
    name: 'Daily Special Mode',
    hour: 8,
    modes: [48000031, 48000035],
    pool: 10,
    foreseen: false,
  },
  { ...DAILY, id: 15, name: 'Slot #15', hour: 2, modes: [48000020], pool: 15 },
  {
    ...DAILY,
    id: 33,
    name: 'Daily Basket Brawl',
    hour: 8,
    modes: [48000032, 48000033],
    pool: 33,
    foreseen: false,
  },
  { ...SHOWDOWN, id: 39, name: 'Slot #39', modes: [48000038], foreseen: false },
];
