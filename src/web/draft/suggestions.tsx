import { raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { DraftAnswer, DraftCandidate } from '../../shared/wire.ts';
import { Portrait } from '../components/portrait.ts';
import { tierMark } from '../components/tier.ts';
import { type Html, html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { breakdownReach, breakdownText, waterfall } from './breakdown.ts';

/** Who to pick, with the reasons drawn; each a button that picks. `items`: those that are made already. */
export function Suggestions({
  context,
  answer,
  items = suggestionItems(context, answer).map((item) => item()),
}: {
  context: PageContext;
  answer: DraftAnswer;
  items?: readonly HtmlEscapedString[];
}): Html {
  const { t } = context;
  const full = answer.allies.length >= answer.teamSize;
  return (
    <section class="card flush lazy" data-part="suggestions">
      <h2>{t.draft.suggestions}</h2>
      {answer.candidates.length === 0 ? (
        <p class="note">{full ? t.draft.full : t.draft.none}</p>
      ) : (
        <>
          <p class="dim">{t.draft.suggestionsText}</p>
          <ol class="sugg">{items}</ol>
        </>
      )}
    </section>
  );
}

/** Each suggestion, to be made when it is wanted. */
export function suggestionItems(
  context: PageContext,
  { candidates }: DraftAnswer,
): readonly (() => HtmlEscapedString)[] {
  const reach = breakdownReach(candidates.map(({ breakdown }) => breakdown));
  return candidates.map((candidate) => () => suggestion(context, candidate, reach));
}

function suggestion(context: PageContext, candidate: DraftCandidate, reach: number): HtmlEscapedString {
  const { t, f } = context;
  const { id, name, slug, tier, winProbability, interval, breakdown } = candidate;
  const range = interval === null ? null : html`<small>${f.range(interval)}</small>`;
  return html`<li><button type="submit" name="ally" value="${slug}">${Portrait({ context, id, name })}<span class="unseen">${t.draft.pick({ name })}</span><span aria-hidden="true">${name}</span></button>${tierMark(tier, t)}<span class="why">${waterfall(breakdown, reach)}${breakdownText(context, breakdown)}</span><span class="v">${f.decimal(winProbability)}<small> %</small>${range}</span></li>`;
}

/**
 * Buttons of a list of brawlers. Each list is drawn by itself, so that hiding one button has the browser draw twenty anew, and not a
 * hundred; a hundred drawings of one each cost every frame more than that. Full rows at every width: styles/draft.ts has 4, 5 or 10 in a row.
 */
export const DRAWN_TOGETHER = 20;

/** Every brawler, as small buttons that pick for the side chosen; those that are taken are hidden, so that a pick moves nothing else. */
export function AllBrawlers({ context, taken }: { context: PageContext; taken: ReadonlySet<string> }): Html {
  const { t, memo } = context;
  const left = memo.brawlers.filter(({ released }) => released).sort((a, b) => (a.slug < b.slug ? -1 : 1));
  return (
    <section class="card" data-part="everyone">
      <h2>{t.draft.everyone}</h2>
      {Array.from({ length: Math.ceil(left.length / DRAWN_TOGETHER) }, (_, i) => (
        <ul class="everyone">
          {left
            .slice(i * DRAWN_TOGETHER, (i + 1) * DRAWN_TOGETHER)
            .map(
              ({ id, name, slug }) =>
                html`<li${taken.has(slug) ? raw(' hidden') : null}><button type="submit" name="pick" value="${slug}">${Portrait({ context, id, name })}<span>${name}</span></button></li>`,
            )}
        </ul>
      ))}
    </section>
  );
}
