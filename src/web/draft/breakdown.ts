/** Where a draft's chance comes from: a waterfall of map, allies, enemies, each from where the last one ended. */
import type { HtmlEscapedString } from 'hono/utils/html';
import type { DraftTerm } from '../../shared/wire.ts';
import { forestAbout } from '../charts/scale.ts';
import { html } from '../html.ts';
import type { PageContext } from '../page.ts';

const KINDS = ['map', 'ally', 'enemy'] as const;
/** Height of a lane and of the space to the next, in the styles' pixels. */
const LANE = 6;
const STEP = 8;

/** Percentage points that hold every step of the waterfalls. */
export function breakdownReach(breakdowns: readonly (readonly DraftTerm[])[]): number {
  let reach = 4;
  for (const terms of breakdowns) {
    let at = 0;
    for (const { points } of terms) {
      at += points;
      reach = Math.max(reach, Math.abs(at));
    }
  }
  return reach;
}

/** The drawing: a lane for each kind of term. What it shows stands beside it as text. */
export function waterfall(terms: readonly DraftTerm[], reach: number): HtmlEscapedString {
  const scale = forestAbout(0, reach);
  let at = 0;
  const bars = KINDS.map((kind, lane) => {
    const from = at;
    for (const term of terms) if (term.kind === kind) at += term.points;
    if (from === at) return null;
    const [low, high] = [scale.x(Math.min(from, at)), scale.x(Math.max(from, at))];
    return html`<rect class="k${kind}" x="${low}%" width="${Math.max(0.6, high - low).toFixed(1)}%" y="${lane * STEP + 2}" height="${LANE}" rx="2"/>`;
  });
  return html`<svg class="fall" aria-hidden="true">${bars}</svg>`;
}

/** The terms in words: "Map +3.2 · With Poco +0.4 · Against Colt −1.1". */
export function breakdownText({ t, f, memo }: PageContext, terms: readonly DraftTerm[]): HtmlEscapedString {
  const words = { map: t.draft.byMap, ally: t.draft.byAlly, enemy: t.draft.byEnemy };
  const pieces = terms.map(({ kind, id, points }) => {
    const name = id === null ? null : html` ${memo.brawler(id)?.name ?? String(id)}`;
    return html`<span class="k${kind}">${words[kind]}${name} <b>${f.signed(points)}</b></span>`;
  });
  return html`<span class="terms">${pieces}</span>`;
}
