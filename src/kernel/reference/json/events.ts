import * as layout from '../../../../kernel/layout/bundle.ts';
import { addMap } from './catalogue.ts';
import type { Json } from './document.ts';
import * as fields from './fields.ts';
import type { Rows } from './writer.ts';

/** Adds a MAP and an EVENT row for one entry of `active` or `upcoming`. */
function addEvent(rows: Rows, item: Json, activity: number): void {
  const event = fields.requiredObject(item);
  const mapId = addMap(rows, event.map);
  const predicted = fields.optionalFlag(event.predicted) ? layout.EVENT_PREDICTED : 0;
  const slot = fields.optionalInteger(fields.optionalObject(event.slot).id, 0);
  const start = fields.requiredTime(event.startTime);
  const end = fields.requiredTime(event.endTime);
  const modifier = typeof event.modifier === 'string' ? event.modifier : '';
  rows.events.push([activity | predicted, slot, start, end, mapId, modifier]);
}

function itemsOf(value: fields.Field): Json[] {
  return Array.isArray(value) ? value : [];
}

/** `{active: [event…], upcoming: [event…]}` */
export function addEvents(rows: Rows, value: Json): void {
  const root = fields.requiredObject(value);
  for (const item of itemsOf(root.active)) addEvent(rows, item, layout.EVENT_ACTIVE);
  for (const item of itemsOf(root.upcoming)) addEvent(rows, item, 0);
  fields.requiredArray(root.active);
  fields.optionalArray(root.upcoming);
}
