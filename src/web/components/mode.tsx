import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';

/** A mode's name with a dot in its colour. */
export function ModeMark({ context, mode }: { context: PageContext; mode: string }): Html {
  const color = context.memo.modes.get(mode)?.color ?? null;
  return (
    <span class="mode">
      {color === null ? null : (
        <svg viewBox="0 0 10 10" aria-hidden="true">
          <rect x="1" y="1" width="8" height="8" rx="2" fill={color} />
        </svg>
      )}
      {mode}
    </span>
  );
}
