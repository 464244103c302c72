import { linearScale } from '../charts/scales.ts';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';

const SIZE = 320;
const PAD = 36;

type Bin = readonly [predicted: number, seen: number, count: number];

/** Half of the 95 % interval of a bin's seen rate, percentage points: binomial, observations taken as independent. */
function halfWidth([, seen, count]: Bin): number {
  return 1.96 * Math.sqrt((seen * (100 - seen)) / count);
}

/** Predicted against seen win rates, with the diagonal; the same as a table behind it. */
export function CalibrationPlot({
  context,
  bins,
  title,
}: {
  context: PageContext;
  bins: readonly Bin[];
  title: string;
}): Html {
  const { t, f } = context;
  const shown = bins.flatMap((bin) => [bin[0], bin[1] - halfWidth(bin), bin[1] + halfWidth(bin)]);
  const [from, to] = [Math.floor(Math.min(...shown)) - 1, Math.ceil(Math.max(...shown)) + 1];
  const scale = linearScale([from, to], [PAD, SIZE - 8]);
  const x = (value: number) => Math.round(scale(value) * 10) / 10;
  const y = (value: number) => Math.round((SIZE - scale(value)) * 10) / 10;
  const curve = `M${bins.map(([predicted, seen]) => `${x(predicted)} ${y(seen)}`).join('L')}`;
  return (
    <figure>
      <svg class="plot calibration" viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true">
        {scale.ticks(6).map((tick) => (
          <>
            <path class="grid" d={`M${x(from)} ${y(tick)}H${x(to)}M${x(tick)} ${y(from)}V${y(to)}`} />
            <text class="tick" x={x(from) - 5} y={y(tick) + 4} text-anchor="end">
              {f.whole(tick)}
            </text>
            <text class="tick" x={x(tick)} y={y(from) + 14} text-anchor="middle">
              {f.whole(tick)}
            </text>
          </>
        ))}
        <path class="mid" d={`M${x(from)} ${y(from)}L${x(to)} ${y(to)}`} />
        {bins.map((bin) => (
          <path
            class="whisker"
            d={`M${x(bin[0])} ${y(bin[1] - halfWidth(bin))}V${y(bin[1] + halfWidth(bin))}`}
          />
        ))}
        <path class="curve" d={curve} />
        {bins.map(([predicted, seen]) => (
          <circle class="dot" cx={x(predicted)} cy={y(seen)} r="3.5" />
        ))}
        <text class="tick" x={SIZE - 8} y={SIZE - 6} text-anchor="end">
          {t.methodology.predicted}
        </text>
        <text class="tick" x={PAD} y={14}>
          {t.methodology.seen}
        </text>
      </svg>
      <div class="unseen">
        <table>
          <caption>
            {t.methodology.calibration}: {title}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t.methodology.predicted}</th>
              <th scope="col">{t.methodology.seen}</th>
              <th scope="col">{t.words.games}</th>
            </tr>
          </thead>
          <tbody>
            {bins.map(([predicted, seen, count]) => (
              <tr>
                <td>{f.decimal(predicted)}</td>
                <td>{f.decimal(seen)}</td>
                <td>{f.whole(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
