import * as layout from '../../../../kernel/layout/bundle.ts';
import { addMap } from './catalogue.ts';
import type { Json } from './document.ts';
import * as fields from './fields.ts';
import type { Rows } from './writer.ts';

/** Adds an EVENT row for one entry of `active` or `upcoming`, whose map is already known by its id. */
function addEvent(rows: Rows, item: Json, mapId: number, isActive: boolean): void {
  const event = fields.requiredObject(item);
  const predicted = fields.optionalFlag(event.predicted) ? layout.EVENT_PREDICTED : 0;
  const slot = fields.optionalInteger(fields.optionalObject(event.slot).id, 0);
  const start = fields.requiredTime(event.startTime);
  const end = fields.requiredTime(event.endTime);
  const modifier = typeof event.modifier === 'string' ? event.modifier : '';
  rows.events.push([(isActive ? layout.EVENT_ACTIVE : 0) | predicted, slot, start, end, mapId, modifier]);
}

/** `{active: [event…], upcoming: [event…]}`: first all maps, then all events, as the bundle has them. */
export function addEvents(rows: Rows, value: Json): void {
  const root = fields.requiredObject(value);
  const active = fields.requiredArray(root.active);
  const all = [...active, ...fields.optionalArray(root.upcoming)];
  const mapIds = all.map((item) => addMap(rows, fields.requiredObject(item).map));
  all.forEach((item, i) => {
    addEvent(rows, item, mapIds[i] ?? 0, i < active.length);
  });
}
