/** The rotation: the events of the last bundle that is an answer about events. */
import * as build from '../../layout/build';
import * as bundle from '../../layout/bundle';
import { NONE16 } from '../../layout/snapshot';
import { bundleAt, field, inputField } from './input';
import { mapOfId } from './maps';
import * as records from './records';
import { take } from './scratch';
import { textOf } from './text';

const EVENT_BYTES: usize = bundle.EVENT_FIELDS * 4;

/** Makes the table of events, once the maps are known: rows as the bundle has them, with the map and the text put in. */
export function makeEvents(): void {
  let at: usize = 0;
  for (let i = 0; i < <i32>inputField(build.BUILD_BUNDLES); i++) {
    if (field(bundleAt(i), bundle.BH_KIND) === bundle.KIND_EVENTS) at = bundleAt(i);
  }
  const count = at === 0 ? 0 : <i32>field(at, bundle.BH_EVENTS_COUNT);
  const events = take(count, EVENT_BYTES);
  records.setTable(records.EVENTS, events, count, EVENT_BYTES);
  if (count > 0) memory.copy(events, at + field(at, bundle.BH_EVENTS_OFF), <usize>count * EVENT_BYTES);
  for (let event = events; event < records.endOf(records.EVENTS); event += EVENT_BYTES) {
    const map = mapOfId(event + bundle.EVENT_MAP_ID * 4);
    store<i32>(event, map < 0 ? NONE16 : map, bundle.EVENT_MAP_ID * 4);
    store<u64>(event, textOf(at, event, bundle.EVENT_MODIFIER_OFF), bundle.EVENT_MODIFIER_OFF * 4);
  }
}
