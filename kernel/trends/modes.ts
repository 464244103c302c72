/** The modes of maps, by numbers from 1 on in ascending order of their codes; 0 is that of maps whose mode is unknown. */
import { FIRST_MAP_ID, FIRST_MODE_ID, MAX_PLACE } from '../layout/tally';

/** numbers of the modes of maps at low places, u16 each: nearly all maps */
const TABLE_PLACES = 4096;
const TABLE: usize = memory.data(2 * TABLE_PLACES, 8);

let pairs: usize = 0;
let pairsEnd: usize = 0;
let codes: usize = 0;
let known: u32 = 0;

function codeOf(mode: u32): u32 {
  const code = mode - FIRST_MODE_ID + 1;
  return mode >= <u32>FIRST_MODE_ID && code <= <u32>MAX_PLACE ? code : 0;
}

/** Notes the modes of `count` (map, mode) pairs; `room` is for as many codes, u32 each. */
export function openModes(at: usize, count: i32, room: usize): void {
  pairs = at;
  pairsEnd = at + ((<usize>count) << 3);
  codes = room;
  known = 0;
  for (let pair = pairs; pair < pairsEnd; pair += 8) addCode(codeOf(load<u32>(pair, 4)));
  memory.fill(TABLE, 0, 2 * TABLE_PLACES);
  for (let pair = pairs; pair < pairsEnd; pair += 8) {
    const place = load<u32>(pair) - FIRST_MAP_ID;
    if (place < <u32>TABLE_PLACES)
      store<u16>(TABLE + ((<usize>place) << 1), <u16>numberOf(codeOf(load<u32>(pair, 4))));
  }
}

/** Adds a code in its place, unless it is known, or 0. */
function addCode(code: u32): void {
  let place = codes + ((<usize>known) << 2);
  while (place > codes && load<u32>(place - 4) > code) place -= 4;
  if (code === 0 || (place > codes && load<u32>(place - 4) === code)) return;
  memory.copy(place + 4, place, codes + ((<usize>known) << 2) - place);
  store<u32>(place, code);
  known++;
}

/** How many modes there are, number 0 left out. */
export function modeCount(): u32 {
  return known;
}

/** Code of a mode by its number, from 1 on. */
export function modeCode(number: u32): u32 {
  return load<u32>(codes + ((<usize>number) << 2) - 4);
}

function numberOf(code: u32): u32 {
  if (code === 0) return 0;
  let low: u32 = 1;
  let high = known;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (modeCode(middle) < code) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Number of the mode of a map by its place, 0 for an unknown one. */
export function modeOf(place: u32): u32 {
  if (place < <u32>TABLE_PLACES) return load<u16>(TABLE + ((<usize>place) << 1));
  let low = pairs;
  let high = pairsEnd;
  while (low < high) {
    const middle = low + (((high - low) >> 4) << 3);
    if (load<u32>(middle) < place + FIRST_MAP_ID) low = middle + 8;
    else high = middle;
  }
  return low < pairsEnd && load<u32>(low) === place + FIRST_MAP_ID ? numberOf(codeOf(load<u32>(low, 4))) : 0;
}
