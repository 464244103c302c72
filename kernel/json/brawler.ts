/** Brawlers and modes of BrawlAPI. */
import * as layout from '../layout/bundle';
import { setField, setText } from './bundle';
import { readNothing, readObject, SHAPE_BYTES, valueAt } from './cursor';
import {
  color,
  expectObject,
  hasObject,
  optionalFlag,
  optionalInteger,
  optionalSpan,
  requiredInteger,
  requiredSpan,
} from './fields';
import { COLOR, ID, MODE, MODE_NAMES, NAME, readFlags, readModeId, SC_HASH } from './item';

const BRAWLER: usize = memory.data(SHAPE_BYTES, 16);
const BRAWLER_NAMES = 'id name disabled new hash released class rarity';
const RELEASED = 5;
const CLASS = 6;
const RARITY = 7;

/** `class` or `rarity` of a brawler */
const LABEL: usize = memory.data(SHAPE_BYTES, 16);
const LABEL_NAMES = 'id name color';
const LABEL_ID = 0;
const LABEL_NAME = 1;
const LABEL_COLOR = 2;

/** Reads the object under a key of the brawler into LABEL. Returns false if there is none. */
function readLabel(key: i32): bool {
  const at = valueAt(BRAWLER, key);
  if (!hasObject(at)) return false;
  readObject(LABEL, LABEL_NAMES, at);
  return true;
}

/** Writes the BRAWLER row of the value at `at`. To be followed by a look at `fault`. */
export function putBrawler(at: usize, row: usize): void {
  if (!expectObject(at)) return;
  readObject(BRAWLER, BRAWLER_NAMES, at);
  setField(row, layout.BRAWLER_ID, requiredInteger(BRAWLER, ID));
  const unreleased: u32 = optionalFlag(BRAWLER, RELEASED, true) ? 0 : layout.FLAG_UNRELEASED;
  setField(row, layout.BRAWLER_FLAGS, readFlags(BRAWLER) | unreleased);
  requiredSpan(BRAWLER, NAME);
  setText(row, layout.BRAWLER_NAME_OFF);

  if (readLabel(CLASS)) optionalSpan(LABEL, LABEL_NAME);
  else readNothing();
  setText(row, layout.BRAWLER_CLASS_OFF);

  const hasRarity = readLabel(RARITY);
  setField(
    row,
    layout.BRAWLER_RARITY_ID,
    hasRarity ? optionalInteger(LABEL, LABEL_ID, layout.NONE) : layout.NONE,
  );
  if (hasRarity) optionalSpan(LABEL, LABEL_NAME);
  else readNothing();
  setText(row, layout.BRAWLER_RARITY_OFF);
  setField(row, layout.BRAWLER_COLOR, hasRarity ? color(LABEL, LABEL_COLOR) : layout.NONE);
}

/** Writes the MODE row of the value at `at`. To be followed by a look at `fault`. */
export function putMode(at: usize, row: usize): void {
  if (!expectObject(at)) return;
  readObject(MODE, MODE_NAMES, at);
  setField(row, layout.MODE_ID, readModeId());
  setField(row, layout.MODE_FLAGS, readFlags(MODE));
  requiredSpan(MODE, NAME);
  setText(row, layout.MODE_NAME_OFF);
  optionalSpan(MODE, SC_HASH);
  setText(row, layout.MODE_KEY_OFF);
  setField(row, layout.MODE_COLOR, color(MODE, COLOR));
}
