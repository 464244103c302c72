import { raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { DraftAnswer, DraftBrawler, DraftCandidate } from '../../shared/wire.ts';
import { Portrait } from '../components/portrait.ts';
import { tierMark } from '../components/tier.ts';
import { type Html, html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { breakdownReach, breakdownText, waterfall } from './breakdown.ts';

/** Who to pick, with the reasons drawn; each a button that picks. */
export function Suggestions({ context, answer }: { context: PageContext; answer: DraftAnswer }): Html {
  const { t } = context;
  const reach = breakdownReach(answer.candidates.map(({ breakdown }) => breakdown));
  const full = answer.allies.length >= answer.teamSize;
  return (
    <section class="card flush lazy" data-part="suggestions">
      <h2>{t.draft.suggestions}</h2>
      {answer.candidates.length === 0 ? (
        <p class="note">{full ? t.draft.full : t.draft.none}</p>
      ) : (
        <>
          <p class="dim">{t.draft.suggestionsText}</p>
          <ol class="sugg">{answer.candidates.map((candidate) => suggestion(context, candidate, reach))}</ol>
        </>
      )}
    </section>
  );
}

function suggestion(context: PageContext, candidate: DraftCandidate, reach: number): HtmlEscapedString {
  const { t, f } = context;
  const { id, name, slug, tier, winProbability, interval, breakdown } = candidate;
  const range = interval === null ? null : html`<small>${f.range(interval)}</small>`;
  return html`<li><button type="submit" name="ally" value="${slug}">${Portrait({ context, id, name })}<span class="unseen">${t.draft.pick({ name })}</span><span aria-hidden="true">${name}</span></button>${tierMark(tier, t)}<span class="why">${waterfall(breakdown, reach)}${breakdownText(context, breakdown)}</span><span class="v">${f.decimal(winProbability)}<small> %</small>${range}</span></li>`;
}

/** Bans or safe picks: a short list of buttons. */
export function ShortList<T extends DraftBrawler & { winProbability: number }>({
  context,
  title,
  text,
  name,
  brawlers,
  detail,
}: {
  context: PageContext;
  title: string;
  text: string;
  /** what the buttons do */
  name: 'ally' | 'ban';
  brawlers: readonly T[];
  detail?: (brawler: T) => string;
}): Html | null {
  const { f } = context;
  if (brawlers.length === 0) return null;
  return (
    <section class="card">
      <h2>{title}</h2>
      <p class="dim">{text}</p>
      <ol class="short">
        {brawlers.map((brawler) => (
          <li>
            <button type="submit" name={name} value={brawler.slug}>
              <Portrait context={context} id={brawler.id} name={brawler.name} />
              <span>{brawler.name}</span>
            </button>
            <span class="v">
              {f.decimal(brawler.winProbability)}
              <small> %{detail === undefined ? '' : ` · ${detail(brawler)}`}</small>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Every brawler, as small buttons that pick for the side chosen; those that are taken are hidden, so that a pick moves nothing else. */
export function AllBrawlers({ context, taken }: { context: PageContext; taken: ReadonlySet<string> }): Html {
  const { t, memo } = context;
  const left = memo.brawlers.filter(({ released }) => released).sort((a, b) => (a.slug < b.slug ? -1 : 1));
  return (
    <section class="card" data-part="everyone">
      <h2>{t.draft.everyone}</h2>
      <ul class="everyone">
        {left.map(
          ({ id, name, slug }) =>
            html`<li${taken.has(slug) ? raw(' hidden') : null}><button type="submit" name="pick" value="${slug}">${Portrait({ context, id, name })}<span>${name}</span></button></li>`,
        )}
      </ul>
    </section>
  );
}
