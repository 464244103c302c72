import { EVENT_ACTIVE, NONE } from '../../../../kernel/layout/bundle.ts';
import { E_RANGE } from '../../../../kernel/layout/errors.ts';
import type { Json } from './document.ts';
import * as fields from './fields.ts';
import type { Rows } from './writer.ts';

const FIRST_MODE_ID = 48_000_000;

/** 48000000 + modeId, 0 where that is missing. */
function modeId(value: fields.Field): number {
  const id = fields.optionalInteger(value, NONE);
  if (id === NONE) return 0;
  if (id + FIRST_MODE_ID >= NONE) throw new fields.FieldFault(E_RANGE);
  return id + FIRST_MODE_ID;
}

/** Adds a MAP and an EVENT row for one entry. */
function addLive(rows: Rows, item: Json): void {
  const live = fields.requiredObject(item);
  const event = fields.requiredObject(live.event);
  const id = fields.requiredInteger(event.id);
  const mode = modeId(event.modeId);
  rows.maps.push([id, mode, 0, fields.optionalText(event.map), fields.optionalText(event.mode), '', 0]);
  const slot = fields.optionalInteger(live.slotId, 0);
  const start = fields.requiredTime(live.startTime);
  const end = fields.requiredTime(live.endTime);
  const modifiers = fields.optionalArray(event.modifiers).filter((modifier) => typeof modifier === 'string');
  rows.events.push([EVENT_ACTIVE, slot, start, end, id, modifiers.join(',')]);
}

/** The official rotation: a bare array of what is live; names may be missing there. */
export function addRotation(rows: Rows, value: Json): void {
  for (const item of fields.requiredArray(value)) addLive(rows, item);
}
