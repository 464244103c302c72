/** Marks of tiers and trends, portraits, modes, tags, and figures in bold. */
const TIERS = ['S', 'A', 'B', 'C', 'D', 'n'].map((tier) => `.t${tier}{color:var(--${tier})}`);

/** The upstream's own colours of rarities, by class. */
const RARITIES = ['7d8894', 'b9eaff', '68fd58', '5ab3ff', 'd850ff', 'fe5e72', 'fff11e', 'ff9d1e'].map(
  (color, i) => `.r${i}{--r:#${color}}`,
);

/* A portrait lies over its stand-in by a margin: each positioned box is a layer that every frame and every hit test goes through. */
export const MARKS = `
.v{font-weight:650;font-size:16px}
.m{color:var(--dim);font-size:13px}
.t{display:inline-flex;align-items:center;justify-content:center;inline-size:24px;block-size:24px;border-radius:5px;border:1.5px solid;font-weight:750;font-size:13px}
.t.tn{border-style:dashed}
${TIERS.join('')}
.trend{font-size:10px}.rising{color:var(--accent)}.falling{color:var(--S)}
.p{--s:32px;--e:2px;flex:none;display:inline-block;vertical-align:middle;text-align:center;inline-size:var(--s);block-size:var(--s);border-radius:6px;font-size:calc(var(--s)*.36);font-weight:700;letter-spacing:.01em;line-height:var(--s);color:var(--ink);background:color-mix(in oklab,var(--r) 26%,var(--card));box-shadow:inset 0 0 0 1px color-mix(in oklab,var(--r) 62%,var(--card))}
.p img{display:block;margin:calc(var(--e) - var(--s)) auto 0;inline-size:calc(100% - 2*var(--e));block-size:calc(100% - 2*var(--e));object-fit:cover}
.p.m{--s:48px;--e:3px;border-radius:8px}.p.l{--s:96px;--e:6px;border-radius:14px}
${RARITIES.join('')}
.over{display:flex;flex-wrap:wrap;align-items:center;gap:4px 12px;font-size:13px;color:var(--dim);min-block-size:24px}
.mode{display:inline-flex;align-items:center;gap:6px;font-size:13px;color:var(--dim)}.mode svg{inline-size:10px;block-size:10px;flex:none}
.tag{font-size:12px;color:var(--dim);border:1px solid var(--line);border-radius:5px;padding:1px 7px;white-space:nowrap}.tag.live{color:var(--accent);border-color:currentColor}
.who{display:flex;gap:16px;align-items:center}
@media(max-width:619px){.v{font-size:15px}}
`;
