/** Brawlers and modes of BrawlAPI. */
import * as layout from '../layout/bundle';
import { BRAWLERS, MODES, setField, setText, takeRow } from './bundle';
import {
  color,
  hasObject,
  optionalFlag,
  optionalInteger,
  optionalText,
  requiredInteger,
  requiredText,
} from './fields';
import { readFlags, readModeId } from './item';
import { readObject } from './reader';
import * as shape from './shapes';
import { clearSlots, valueAt } from './slots';

/** Reads the object at `at` as a brawler, and writes its BRAWLER row. */
export function readBrawler(at: usize): usize {
  at = readObject(shape.BRAWLER, shape.BRAWLER_NAMES, at);
  const row = takeRow(BRAWLERS);
  setField(row, layout.BRAWLER_ID, requiredInteger(shape.BRAWLER, shape.ID));
  const unreleased: u32 = optionalFlag(shape.BRAWLER, shape.BRAWLER_RELEASED, true)
    ? 0
    : layout.FLAG_UNRELEASED;
  setField(row, layout.BRAWLER_FLAGS, readFlags(shape.BRAWLER) | unreleased);
  requiredText(shape.BRAWLER, shape.NAME);
  setText(row, layout.BRAWLER_NAME_OFF);
  // where there is no such object, its slots are those of an empty one
  if (!hasObject(valueAt(shape.BRAWLER, shape.BRAWLER_CLASS))) clearSlots(shape.CLASS);
  optionalText(shape.CLASS, shape.LABEL_NAME);
  setText(row, layout.BRAWLER_CLASS_OFF);
  if (!hasObject(valueAt(shape.BRAWLER, shape.BRAWLER_RARITY))) clearSlots(shape.RARITY);
  setField(row, layout.BRAWLER_RARITY_ID, optionalInteger(shape.RARITY, shape.LABEL_ID, layout.NONE));
  optionalText(shape.RARITY, shape.LABEL_NAME);
  setText(row, layout.BRAWLER_RARITY_OFF);
  setField(row, layout.BRAWLER_COLOR, color(shape.RARITY, shape.LABEL_COLOR));
  return at;
}

/** Reads the object at `at` as a mode, and writes its MODE row. */
export function readMode(at: usize): usize {
  at = readObject(shape.MODE, shape.MODE_NAMES, at);
  const row = takeRow(MODES);
  setField(row, layout.MODE_ID, readModeId());
  setField(row, layout.MODE_FLAGS, readFlags(shape.MODE));
  requiredText(shape.MODE, shape.NAME);
  setText(row, layout.MODE_NAME_OFF);
  optionalText(shape.MODE, shape.MODE_KEY);
  setText(row, layout.MODE_KEY_OFF);
  setField(row, layout.MODE_COLOR, color(shape.MODE, shape.MODE_COLOR));
  return at;
}
