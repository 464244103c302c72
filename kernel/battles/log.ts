/** Extracted battle logs (layout/battles.ts): are they well-formed, and how much can they add to a batch? */
import * as layout from '../layout/battles';
import * as tally from '../layout/tally';

export const BATTLE_BYTES: usize = layout.BATTLE_FIELDS * 4;
export const OBSERVATION_BYTES: usize = layout.OBSERVATION_FIELDS * 4;
const HEADER_BYTES: usize = layout.BATTLES_HEADER_FIELDS * 4;
/** Rows of a battle beside those of its brawlers: its key, and two of COUNT_BATTLES. */
const BATTLE_ROWS: u64 = 3;
const MAX_TOGETHER: u32 = tally.MAX_TOGETHER;
const LAST_TYPE: u32 = layout.TYPE_RANKED;
const LAST_FORM: u32 = layout.FORM_SHOWDOWN;

/** The BATTLE rows of the log opened last, and its OBSERVATION rows. */
export let battles: usize = 0;
export let battlesEnd: usize = 0;
export let observations: usize = 0;
/** Rows and players that it adds at most. */
export let rowsMost: u64 = 0;
export let playersMost: u64 = 0;

export function battleField(battle: usize, field: usize): u32 {
  return load<u32>(battle + (field << 2));
}

/** Are the observations those of teams in order, each of one mind about who won? */
function areTeams(from: usize, count: u32, teams: u32): bool {
  let team: u32 = u32.MAX_VALUE;
  let won: u32 = 0;
  const end = from + <usize>count * OBSERVATION_BYTES;
  for (; from < end; from += OBSERVATION_BYTES) {
    const own = load<u32>(from, layout.OBSERVATION_TEAM * 4);
    const halfWins = load<u32>(from, layout.OBSERVATION_HALF_WINS * 4);
    if (own === team + 1) won = halfWins;
    else if (own !== team) return false;
    if (halfWins !== won || won > 2) return false;
    team = own;
  }
  return count > 0 && team + 1 === teams;
}

/** Is the BATTLE row one, with observations from number `first` on? */
function isBattle(battle: usize, first: u32, rest: u32): bool {
  const count = battleField(battle, layout.BATTLE_OBSERVATION_COUNT);
  if (battleField(battle, layout.BATTLE_FIRST_OBSERVATION) !== first || count > rest) return false;
  const teams = battleField(battle, layout.BATTLE_TEAM_COUNT);
  const form = battleField(battle, layout.BATTLE_FORM);
  // types and forms are 1 and above
  if (battleField(battle, layout.BATTLE_TYPE) - 1 >= LAST_TYPE || form - 1 >= LAST_FORM) return false;
  if (form !== LAST_FORM && teams !== 2) return false;
  return areTeams(observations + <usize>first * OBSERVATION_BYTES, count, teams);
}

/** Rows that a battle of so many observations adds at most. */
function rowsOf(count: u32, form: u32): u64 {
  const each = <u64>count;
  if (form === layout.FORM_DUELS) return BATTLE_ROWS + each;
  // a cell and (of single players: less than) a team each; each two by mode and by map
  return count > MAX_TOGETHER ? 0 : BATTLE_ROWS + 2 * each + each * (each - 1);
}

/** Opens a log. False if it is not one as the extractor makes it. */
export function openLog(log: usize, length: i32): bool {
  if (<usize>length < HEADER_BYTES || load<u32>(log, layout.LH_MAGIC * 4) !== layout.BATTLES_MAGIC)
    return false;
  const battleCount = load<u32>(log, layout.LH_BATTLES_COUNT * 4);
  const observationCount = load<u32>(log, layout.LH_OBSERVATIONS_COUNT * 4);
  const offset = <u64>HEADER_BYTES + <u64>battleCount * BATTLE_BYTES;
  if (load<u32>(log, layout.LH_LENGTH * 4) !== length) return false;
  if (offset + <u64>observationCount * OBSERVATION_BYTES !== <u64>length) return false;
  if (load<u32>(log, layout.LH_BATTLES_OFF * 4) !== <u32>HEADER_BYTES) return false;
  if (load<u32>(log, layout.LH_OBSERVATIONS_OFF * 4) !== <u32>offset) return false;
  if (load<u32>(log, layout.LH_ENTRIES * 4) < battleCount) return false;
  battles = log + HEADER_BYTES;
  observations = log + <usize>offset;
  battlesEnd = observations;
  rowsMost = 0;
  playersMost = observationCount;
  let first: u32 = 0;
  for (let battle = battles; battle < battlesEnd; battle += BATTLE_BYTES) {
    if (!isBattle(battle, first, observationCount - first)) return false;
    const count = battleField(battle, layout.BATTLE_OBSERVATION_COUNT);
    rowsMost += rowsOf(count, battleField(battle, layout.BATTLE_FORM));
    first += count;
  }
  return first === observationCount;
}
