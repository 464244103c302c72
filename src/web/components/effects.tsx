import type { EffectAnswer } from '../../shared/wire.ts';
import { effectScale } from '../charts/effect.ts';
import { forestClasses } from '../charts/forest.tsx';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { Portrait } from './portrait.ts';

/** Rows of each end: the best, and the worst. */
const SHOWN = 6;

/** What a brawler does together with others, or to others, over what each does alone. */
export function Effects({
  context,
  title,
  text,
  effects,
}: {
  context: PageContext;
  title: string;
  text: string;
  effects: readonly EffectAnswer[];
}): Html {
  const { t, f, href } = context;
  const sorted = [...effects].sort((a, b) => b.effect - a.effect);
  const rows =
    sorted.length <= 2 * SHOWN ? sorted : [...sorted.slice(0, SHOWN), ...sorted.slice(sorted.length - SHOWN)];
  const forest = effectScale(rows);
  return (
    <section class="card flush">
      <h2>{title}</h2>
      <p class="dim">{text}</p>
      {rows.length === 0 ? (
        <p class="note">{t.brawler.noEffects}</p>
      ) : (
        <table class="rank effects">
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col" class="l">
                {t.words.brawler}
              </th>
              <th scope="col" class="c">
                <span class="unseen">{t.words.interval}</span>
              </th>
              <th scope="col">{t.brawler.effect}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <th scope="row" class="l">
                  <a href={href(`/brawler/${row.slug}`)}>
                    <Portrait context={context} id={row.id} name={row.name} />
                    <span>
                      {row.name}
                      <small class="u">{t.words.gamesCount(row.games, f.whole(row.games))}</small>
                    </span>
                  </a>
                </th>
                <td class={forestClasses(forest, row.effect, row.interval, row.effect > 0 ? 'S' : 'C')} />
                <td class={`v ${row.effect > 0 ? 'tS' : 'tC'}`} title={f.range(row.interval)}>
                  {f.signed(row.effect)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
