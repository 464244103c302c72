import * as layout from '../../../../kernel/layout/battles.ts';

export interface Observation {
  readonly brawler: number;
  readonly trophies: number;
  readonly halfWins: number;
  readonly tag: bigint;
}

export interface Battle {
  readonly key: bigint;
  /** epoch seconds */
  readonly time: number;
  readonly mapId: number;
  /** 0 where it is missing */
  readonly modeId: number;
  /** TYPE_* */
  readonly type: number;
  /** FORM_* */
  readonly form: number;
  readonly teams: readonly (readonly Observation[])[];
}

export interface Log {
  readonly entries: number;
  readonly battles: readonly Battle[];
}

/**
 * Reads an extracted battle log (kernel/layout/battles.ts). Null for anything that the extractor doesn't make: sections
 * with gaps, observations that belong to no battle or to two, teams out of order or of different minds about who won.
 */
export function readLog(bytes: Uint8Array): Log | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (index: number) => view.getUint32(index * 4, true);
  const header = layout.BATTLES_HEADER_FIELDS;
  if (bytes.length < header * 4 || word(layout.LH_MAGIC) !== layout.BATTLES_MAGIC) return null;
  const battleCount = word(layout.LH_BATTLES_COUNT);
  const observationCount = word(layout.LH_OBSERVATIONS_COUNT);
  const observationsAt = header + battleCount * layout.BATTLE_FIELDS;
  const end = observationsAt + observationCount * layout.OBSERVATION_FIELDS;
  if (word(layout.LH_LENGTH) !== bytes.length || bytes.length !== end * 4) return null;
  if (word(layout.LH_BATTLES_OFF) !== header * 4) return null;
  if (word(layout.LH_OBSERVATIONS_OFF) !== observationsAt * 4 || word(layout.LH_ENTRIES) < battleCount)
    return null;

  const battles: Battle[] = [];
  let first = 0;
  for (let row = header; row < observationsAt; row += layout.BATTLE_FIELDS) {
    const count = word(row + layout.BATTLE_OBSERVATION_COUNT);
    if (word(row + layout.BATTLE_FIRST_OBSERVATION) !== first || count > observationCount - first)
      return null;
    const at = observationsAt + first * layout.OBSERVATION_FIELDS;
    const battle = readBattle(view, row * 4, readTeams(view, at, count));
    if (battle === null) return null;
    battles.push(battle);
    first += count;
  }
  return first === observationCount ? { entries: word(layout.LH_ENTRIES), battles } : null;
}

/** The battle of the BATTLE row at byte `at`, which these teams fought; null where it is none. */
function readBattle(view: DataView, at: number, teams: Observation[][] | null): Battle | null {
  const field = (index: number) => view.getUint32(at + index * 4, true);
  const form = field(layout.BATTLE_FORM);
  const type = field(layout.BATTLE_TYPE);
  if (teams === null || teams.length !== field(layout.BATTLE_TEAM_COUNT)) return null;
  if (type < layout.TYPE_LADDER || type > layout.TYPE_RANKED) return null;
  if (form < layout.FORM_TEAMS || form > layout.FORM_SHOWDOWN) return null;
  if (form !== layout.FORM_SHOWDOWN && teams.length !== 2) return null;
  return {
    key: view.getBigUint64(at + layout.BATTLE_KEY_LO * 4, true),
    time: field(layout.BATTLE_TIME),
    mapId: field(layout.BATTLE_MAP_ID),
    modeId: field(layout.BATTLE_MODE_ID),
    type,
    form,
    teams,
  };
}

/** The teams of `count` OBSERVATION rows from word `at` on; null where they are none, or not in order. */
function readTeams(view: DataView, at: number, count: number): Observation[][] | null {
  const teams: Observation[][] = [];
  for (let i = 0; i < count; i++) {
    const row = (at + i * layout.OBSERVATION_FIELDS) * 4;
    const field = (index: number) => view.getUint32(row + index * 4, true);
    const team = field(layout.OBSERVATION_TEAM);
    if (team === teams.length) teams.push([]);
    const members = teams[team];
    if (members === undefined || team !== teams.length - 1) return null;
    const halfWins = field(layout.OBSERVATION_HALF_WINS);
    if (halfWins > 2 || halfWins !== (members[0]?.halfWins ?? halfWins)) return null;
    members.push({
      brawler: field(layout.OBSERVATION_BRAWLER),
      trophies: field(layout.OBSERVATION_TROPHIES),
      halfWins,
      tag: view.getBigUint64(row + layout.OBSERVATION_TAG_LO * 4, true),
    });
  }
  return teams.length > 0 ? teams : null;
}
