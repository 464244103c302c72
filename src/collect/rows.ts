import * as layout from '../../kernel/layout/bundle.ts';

/** A kind of bundle row and where its parts stand. */
export interface RowKind {
  /** header fields */
  readonly offset: number;
  readonly count: number;
  /** u32 a row */
  readonly fields: number;
  /** fields that hold the offset of a text; its length follows */
  readonly texts: readonly number[];
}

export const MAP_ROWS: RowKind = {
  offset: layout.BH_MAPS_OFF,
  count: layout.BH_MAPS_COUNT,
  fields: layout.MAP_FIELDS,
  texts: [layout.MAP_NAME_OFF, layout.MAP_MODE_NAME_OFF, layout.MAP_CREDIT_OFF],
};

export const BRAWLER_ROWS: RowKind = {
  offset: layout.BH_BRAWLERS_OFF,
  count: layout.BH_BRAWLERS_COUNT,
  fields: layout.BRAWLER_FIELDS,
  texts: [layout.BRAWLER_NAME_OFF, layout.BRAWLER_CLASS_OFF, layout.BRAWLER_RARITY_OFF],
};

export const MODE_ROWS: RowKind = {
  offset: layout.BH_MODES_OFF,
  count: layout.BH_MODES_COUNT,
  fields: layout.MODE_FIELDS,
  texts: [layout.MODE_NAME_OFF, layout.MODE_KEY_OFF],
};

export const EVENT_ROWS: RowKind = {
  offset: layout.BH_EVENTS_OFF,
  count: layout.BH_EVENTS_COUNT,
  fields: layout.EVENT_FIELDS,
  texts: [layout.EVENT_MODIFIER_OFF],
};

/** The kinds whose rows hold text. */
export const TEXT_ROWS: readonly RowKind[] = [MAP_ROWS, BRAWLER_ROWS, MODE_ROWS, EVENT_ROWS];
