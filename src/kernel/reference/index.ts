/** The kernel's contract in plain TypeScript: the oracle of tests, the peer of benches, and slow. */
import * as codes from '../../../kernel/layout/errors.ts';
import * as layout from '../../../kernel/layout/snapshot.ts';
import { DATA_NAMES } from '../../shared/answers.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { faultOf, KernelError } from '../faults.ts';
import { readHead, type SnapshotHead } from '../head.ts';
import type { Kernel, KernelFault } from '../port.ts';
import { referenceTallies } from './battles/merge.ts';
import { effectsOf } from './effects/fit.ts';
import { type Extracted, extract, extractBattles, extractRanking } from './json/index.ts';
import { renderBrawler } from './render/brawler.ts';
import { renderDraft } from './render/draft.ts';
import { renderEvents } from './render/events.ts';
import { findBrawler, findMap } from './render/find.ts';
import { renderBrawlers, renderMaps, renderModes } from './render/lists.ts';
import { renderMap } from './render/map.ts';
import { renderSearch } from './render/search.ts';
import { renderTrend, renderTrends } from './render/trends.ts';
import { buildSnapshot } from './snapshot/build.ts';
import { openSnapshot, type SnapshotView } from './snapshot/view.ts';
import { xxh64 } from './xxh64.ts';

const encoder = new TextEncoder();

export { createReferenceCounter } from './battles/counter.ts';

function resultOf(extracted: Extracted): Result<Uint8Array, KernelFault> {
  return extracted.ok ? ok(extracted.bytes) : err(faultOf(extracted.code));
}

export function createReferenceKernel(): Kernel {
  let open: { bytes: Uint8Array; head: SnapshotHead; view: SnapshotView } | null = null;
  const present = () => {
    if (open === null) throw new KernelError(faultOf(codes.E_NO_SNAPSHOT));
    return open;
  };
  const answer = (render: (view: SnapshotView) => string) => encoder.encode(render(present().view));
  return {
    extract: (kind, json) => resultOf(extract(kind, json)),
    battles: (json, owner) => resultOf(extractBattles(json, owner)),
    players: (json) => resultOf(extractRanking(json)),
    ...referenceTallies,
    seal(snapshot) {
      if (snapshot.length < layout.SNAPSHOT_HEADER) throw new KernelError(faultOf(codes.E_SNAPSHOT_FORMAT));
      const sealed = snapshot.slice();
      const checksum = xxh64(sealed.subarray(layout.SH_CONTENT_HASH));
      new DataView(sealed.buffer).setBigUint64(layout.SH_CHECKSUM, checksum, true);
      return sealed;
    },
    fitEffects: effectsOf,
    buildSnapshot: (input) => buildSnapshot({ ...input, data: DATA_NAMES.indexOf(input.data) }),
    open(snapshot) {
      const result = openSnapshot(snapshot);
      if (!result.ok) return err(faultOf(result.code));
      open = { bytes: snapshot.slice(), head: readHead(snapshot), view: result.view };
      return ok(open.head);
    },
    get head() {
      return open?.head ?? null;
    },
    snapshot: () => present().bytes.slice(),
    checksum: xxh64,
    findMap: (key) => findMap(present().view, key),
    findBrawler: (key) => findBrawler(present().view, key),
    renderMap: (map, options) => answer((view) => renderMap(view, map, options)),
    renderBrawler: (brawler, options) => answer((view) => renderBrawler(view, brawler, options)),
    modeIdOf(map) {
      const { view } = present();
      return view.value(layout.S_MODE_ID, view.value(layout.S_MAP_MODE, map));
    },
    renderDraft: (map, options) => answer((view) => renderDraft(view, map, options)),
    renderTrend: (brawler) => answer((view) => renderTrend(view, brawler)),
    renderTrends: () => answer(renderTrends),
    renderMaps: () => answer(renderMaps),
    renderBrawlers: () => answer(renderBrawlers),
    renderModes: () => answer(renderModes),
    renderEvents: (now) => answer((view) => renderEvents(view, now)),
    renderSearch: (query, limit, now) => answer((view) => renderSearch(view, query, limit, now)),
    rotationPhase(now) {
      const { view } = present();
      const passed = (id: number) => [...view.column(id)].filter((time) => time <= now).length;
      return passed(layout.S_EVENT_START) + passed(layout.S_EVENT_END);
    },
  };
}
