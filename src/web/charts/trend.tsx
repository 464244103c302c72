/** A daily series of win rates with its intervals, and the days on which the rate changed. */
import type { SeriesAnswer } from '../../shared/wire.ts';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { linearScale } from './scales.ts';

type Series = SeriesAnswer['series'][number];
type Day = Series['days'][number];

const WIDTH = 400;
const HEIGHT = 190;
const PAD = { left: 34, right: 8, top: 10, bottom: 24 } as const;
const DAY_MS = 86_400_000;
/** Percentage points: days with wider intervals would flatten all others, so they stand in the table alone. */
const WIDEST = 30;
/** Fewer make no line. */
const LEAST_DAYS = 3;

/** The chart, and behind it the same as a table; words where there are too few days, or `isKept` says that none are here. */
export function TrendChart({
  context,
  series,
  isKept,
}: {
  context: PageContext;
  series: Series | undefined;
  isKept: boolean;
}): Html {
  const { t, f } = context;
  const days = series?.days ?? [];
  if (!isKept) return <p class="dim">{t.brawler.noTrendOffline}</p>;
  if (series === undefined || days.length < LEAST_DAYS) return <p class="dim">{t.brawler.noTrend}</p>;
  return (
    <figure>
      <Drawing context={context} series={series} />
      {series.changes.length === 0 ? null : (
        <ul class="changes">
          {series.changes.map(({ date, size }) => (
            <li class={size > 0 ? 'rising' : 'falling'}>
              {t.brawler.changed({ size: f.signed(size), day: f.day(Date.parse(date)) })}
            </li>
          ))}
        </ul>
      )}
      <div class="unseen">
        <table>
          <caption>{t.brawler.trend}</caption>
          <thead>
            <tr>
              <th scope="col">{t.brawler.day}</th>
              <th scope="col">{t.words.winRate}</th>
              <th scope="col">{t.words.interval}</th>
              <th scope="col">{t.words.games}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ date, winRate, interval, games }) => (
              <tr>
                <th scope="row">{f.day(Date.parse(date))}</th>
                <td>{f.decimal(winRate)}</td>
                <td>{f.range(interval)}</td>
                <td>{f.whole(games)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function Drawing({ context, series }: { context: PageContext; series: Series }): Html {
  const { f } = context;
  const { changes } = series;
  const sure = series.days.filter(({ interval: [low, high] }) => high - low <= WIDEST);
  const days = sure.length < LEAST_DAYS ? series.days : sure;
  const dates = days.map(({ date }) => Date.parse(date));
  const [first, last] = [Math.min(...dates), Math.max(...dates)];
  const rates = days.flatMap(({ interval }) => interval);
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  const x = linearScale([first, Math.max(last, first + DAY_MS)], [PAD.left, WIDTH - PAD.right]);
  const y = linearScale([low, high], [HEIGHT - PAD.bottom, PAD.top]);
  const at = ({ date }: { date: string }) => Math.round(x(Date.parse(date)) * 10) / 10;
  const level = (rate: number) => Math.round(y(rate) * 10) / 10;
  const point = (day: Day, rate: number) => `${at(day)} ${level(rate)}`;
  const tops = days.map((day) => point(day, day.interval[1]));
  const bottoms = days.map((day) => point(day, day.interval[0]));
  const band = `M${[...tops, ...bottoms.reverse()].join('L')}Z`;
  const curve = `M${days.map((day) => point(day, day.winRate)).join('L')}`;
  return (
    <svg class="plot trendline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {y.ticks(4).map((tick) => (
        <>
          <path class="grid" d={`M${PAD.left} ${level(tick)}H${WIDTH - PAD.right}`} />
          <text class="tick" x={PAD.left - 5} y={level(tick) + 4} text-anchor="end">
            {f.fixed(tick, 0)}
          </text>
        </>
      ))}
      <path class="band" d={band} />
      <path class="curve" d={curve} />
      {changes
        .filter(({ date }) => Date.parse(date) >= first && Date.parse(date) <= last)
        .map((change) => (
          <path class="mark" d={`M${at(change)} ${PAD.top}V${HEIGHT - PAD.bottom}`} />
        ))}
      <text class="tick" x={PAD.left} y={HEIGHT - 6}>
        {f.day(first)}
      </text>
      <text class="tick" x={WIDTH - PAD.right} y={HEIGHT - 6} text-anchor="end">
        {f.day(last)}
      </text>
    </svg>
  );
}
