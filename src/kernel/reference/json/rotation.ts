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

function addMap(rows: Rows, item: Json): number {
  const event = fields.requiredObject(fields.requiredObject(item).event);
  const id = fields.requiredInteger(event.id);
  const mode = modeId(event.modeId);
  rows.maps.push([id, mode, 0, fields.optionalText(event.map), fields.optionalText(event.mode), '', 0]);
  return id;
}

/** The texts among the event's modifiers, joined by commas. */
function modifiers(item: Json): string {
  const event = fields.requiredObject(fields.requiredObject(item).event);
  return fields
    .optionalArray(event.modifiers)
    .filter((modifier) => typeof modifier === 'string')
    .join(',');
}

/** The official rotation: a bare array of what is live; names may be missing there. */
export function addRotation(rows: Rows, value: Json): void {
  const items = fields.requiredArray(value);
  const mapIds = items.map((item) => addMap(rows, item));
  items.forEach((item, i) => {
    const event = fields.requiredObject(item);
    const slot = fields.optionalInteger(event.slotId, 0);
    const start = fields.requiredTime(event.startTime);
    const end = fields.requiredTime(event.endTime);
    rows.events.push([EVENT_ACTIVE, slot, start, end, mapIds[i] ?? 0, modifiers(item)]);
  });
}
