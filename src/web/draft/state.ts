/** The draft in an address: map, bracket and picks as the API names them, and what a press of a button changes of it. */

export const SIDES = ['ally', 'enemy', 'ban'] as const;
export type Side = (typeof SIDES)[number];

/** Parameter of a side's list, as the API has it. */
export const LISTS = { ally: 'allies', enemy: 'enemies', ban: 'bans' } as const;

/** A longer list is a mistake: the game has 6 bans and teams of five. */
const MOST = 12;

export interface DraftState {
  /** slug, empty where none is chosen */
  readonly map: string;
  readonly bracket: string;
  /** slugs, each brawler once among all three */
  readonly ally: readonly string[];
  readonly enemy: readonly string[];
  readonly ban: readonly string[];
  /** where the next pick goes, as far as there is room */
  readonly side: Side;
  /** only these are suggested; all where empty */
  readonly pool: readonly string[];
}

type Query = Pick<URLSearchParams, 'get'>;

/** The draft as an address has it; what stands twice counts where it stands first. */
export function readState(query: Query): DraftState {
  const seen = new Set<string>();
  const list = (name: string, most = MOST) =>
    (query.get(name) ?? '')
      .toLowerCase()
      .split(',')
      .filter((key) => key !== '' && !seen.has(key) && seen.add(key) !== null)
      .slice(0, most);
  const [ally, enemy, ban] = [list(LISTS.ally), list(LISTS.enemy), list(LISTS.ban)];
  const side = SIDES.find((name) => name === query.get('side')) ?? 'ally';
  const pool = (query.get('pool') ?? '')
    .toLowerCase()
    .split(',')
    .filter((key) => key !== '');
  return { map: query.get('map') ?? '', bracket: query.get('bracket') ?? '', ally, enemy, ban, side, pool };
}

/** How many a side takes. */
export type Room = Readonly<Record<Side, number>>;

/** Without a map nobody knows how its battles are played. */
export const ANY_ROOM: Room = { ally: MOST, enemy: MOST, ban: MOST };

/**
 * What a pressed button asks for: `pick` adds to the side that is chosen, `ally`, `enemy` and `ban` to theirs, `drop` takes
 * away; a brawler is on one side at most. Nobody is added to a full side: a `pick` goes to the next one, and where there is no
 * room everything stays. Null where nothing was pressed.
 */
export function changeState(query: Query, state: DraftState, room: Room): DraftState | null {
  const drop = query.get('drop');
  if (drop !== null && drop !== '') return without(state, drop);
  const name = (['pick', ...SIDES] as const).find((one) => (query.get(one) ?? '') !== '');
  if (name === undefined) return null;
  const key = (query.get(name) ?? '').toLowerCase();
  const rest = without(state, key);
  const side = name === 'pick' ? sideWithRoom(rest, room) : name;
  if (rest[side].length >= room[side]) return state;
  const changed = { ...rest, [side]: [...rest[side], key] };
  return { ...changed, side: sideWithRoom(changed, room) };
}

/** Where the next pick goes: to the side that is chosen, or where that is full to the first that isn't. */
export function sideWithRoom(state: DraftState, room: Room): Side {
  return [state.side, ...SIDES].find((side) => state[side].length < room[side]) ?? state.side;
}

function without(state: DraftState, key: string): DraftState {
  const keep = (list: readonly string[]) => list.filter((one) => one !== key);
  return { ...state, ally: keep(state.ally), enemy: keep(state.enemy), ban: keep(state.ban) };
}

/** Parameters of the address that has this draft. */
export function stateQuery(state: DraftState): Record<string, string | undefined> {
  return {
    map: state.map,
    bracket: state.bracket === 'all' ? undefined : state.bracket,
    allies: state.ally.join(','),
    enemies: state.enemy.join(','),
    bans: state.ban.join(','),
    pool: state.pool.join(','),
    side: state.side === 'ally' ? undefined : state.side,
  };
}
