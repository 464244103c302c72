import type { Html } from '../html.ts';

/** Strokes on a grid of 24. */
const PATHS = {
  bolt: 'M13 2 5 13.5h6L10 22l9-12.5h-6.2z',
  home: 'M12 3v4M12 17v4M3 12h4M17 12h4M12 12m-5 0a5 5 0 1 0 10 0 5 5 0 1 0-10 0',
  maps: 'M3 6.5 9 4l6 2.5L21 4v13.5L15 20l-6-2.5L3 20zM9 4v13.5M15 6.5V20',
  brawlers: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4.4 3.6-7 8-7s8 2.6 8 7',
  draft: 'M4 6h7v5H4zM4 14h7v5H4zM15 6h5M15 10h3M15 14h5M15 18h3',
  compare: 'M7 4v16M17 4v16M3 8h8M13 13h8',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21',
  up: 'M5 15l7-7 7 7',
  down: 'M5 9l7 7 7-7',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside a text that says the same. */
export function Icon({ name }: { name: IconName }): Html {
  return (
    <svg class={name === 'bolt' ? 'icon full' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
