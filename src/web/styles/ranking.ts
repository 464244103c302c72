/** Rankings: tables whose rows are drawn to one scale, marks of tiers, portraits. */
const TIERS = ['S', 'A', 'B', 'C', 'D', 'n'].map(
  (tier) =>
    `.t${tier}{color:var(--${tier})}.f${tier} circle,.dot.f${tier}{fill:var(--${tier})}.f${tier} rect{fill:color-mix(in oklab,var(--${tier}) 45%,var(--card))}`,
);

/** The upstream's own colours of rarities, by class. */
const RARITIES = ['7d8894', 'b9eaff', '68fd58', '5ab3ff', 'd850ff', 'fe5e72', 'fff11e', 'ff9d1e'].map(
  (color, i) => `.r${i}{--r:#${color}}`,
);

export const RANKING = `
table{inline-size:100%;border-collapse:collapse}
th,td{text-align:end;padding:0 8px;font-weight:400;white-space:nowrap}
.l{text-align:start}
thead th{font-size:12px;color:var(--dim);block-size:32px;font-weight:550}
tbody td,tbody th{block-size:44px;border-block-start:1px solid var(--line)}
.flush{padding-inline:0;padding-block-end:4px;overflow:hidden}.flush>h2,.flush>p{padding-inline:14px}.flush>p{margin-block-end:6px}
tr.tier th{block-size:36px;text-align:start;color:var(--dim);font-size:12px;background:var(--lift);padding-inline:14px;white-space:normal}
tr:not(.tier):hover>*{background:var(--lift)}
.n{inline-size:34px;color:var(--dim);font-size:13px;padding-inline:10px 2px}
.v{font-weight:650;font-size:16px}
.d{font-weight:600;font-size:14px}
.m{color:var(--dim);font-size:13px}
.rank a,.list a{display:flex;align-items:center;gap:10px;text-decoration:none;font-weight:550;min-block-size:44px;white-space:normal;overflow-wrap:anywhere;line-height:1.2}
.rank a:hover span,.list a:hover span{text-decoration:underline;text-underline-offset:3px}
.rank th.l{padding-inline-start:8px}
.rank th.l:has(.trend,.t){position:relative;padding-inline-end:40px}
.rank th.l>.t,.rank th.l>.trend{position:absolute;inset-inline-end:8px;inset-block-start:50%;transform:translateY(-50%)}
.rank th.l>.t~.trend{inset-inline-end:36px}
small.s{display:block;font-size:11.5px;margin-block-start:1px}.v small.s{font-weight:600;font-size:12px}
.c{inline-size:32%;min-inline-size:76px;padding:0;background:linear-gradient(var(--edge),var(--edge)) 50%/1px 100% no-repeat}
tbody tr:not(.tier):hover>.c{background:linear-gradient(var(--edge),var(--edge)) 50%/1px 100% no-repeat,var(--lift)}
thead .c{background:none}
.f{display:block;inline-size:100%;block-size:32px;overflow:hidden}
.axis text{font-size:11px;fill:var(--dim);text-anchor:middle}.axis .base{fill:var(--ink);font-weight:650}
.w{display:none}
.t{display:inline-flex;align-items:center;justify-content:center;inline-size:24px;block-size:24px;border-radius:5px;border:1.5px solid;font-weight:750;font-size:13px}
.tier .t{inline-size:22px;block-size:22px;margin-inline-end:8px}
.t.tn{border-style:dashed}
${TIERS.join('\n')}
.trend{font-size:10px}.rising{color:var(--accent)}.falling{color:var(--S)}
.p{--s:32px;position:relative;flex:none;display:inline-grid;place-items:center;inline-size:var(--s);block-size:var(--s);border-radius:6px;overflow:hidden;font-size:calc(var(--s)*.36);font-weight:700;letter-spacing:.01em;line-height:1;color:var(--ink);background:color-mix(in oklab,var(--r) 26%,var(--card));box-shadow:inset 0 0 0 1px color-mix(in oklab,var(--r) 62%,var(--card))}
.p img{position:absolute;inset:0;inline-size:100%;block-size:100%;object-fit:cover}
.p.m{--s:48px;border-radius:8px}.p.l{--s:96px;border-radius:14px}
${RARITIES.join('')}
.trio{display:flex;gap:3px;margin-block:6px 2px}.teams small{display:block;padding-block-end:6px;white-space:normal}.teams .l{padding-inline-start:0}.teams .c{inline-size:26%;min-inline-size:60px}.teams .c+*{padding-inline-start:4px}thead .d,thead .v{font-size:12px;font-weight:550}.teams td:last-child,.teams th:last-child{padding-inline-end:0}
.plot{display:block;inline-size:100%;max-inline-size:620px;block-size:auto;margin:10px auto 0;font-size:11px;fill:var(--ink)}
.plot .good{fill:color-mix(in oklab,var(--accent) 5%,transparent)}
.plot .grid{stroke:var(--line)}.plot .mid{stroke:var(--edge);fill:none;stroke-dasharray:3 3}
.plot .tick{fill:var(--dim);font-size:10px}.plot .quad{fill:var(--dim);font-size:10px;letter-spacing:.06em;text-transform:uppercase;font-weight:650}
.plot .hit{fill:transparent}.plot a:hover .dot{stroke:var(--ink);stroke-width:2}.plot .name{pointer-events:none;paint-order:stroke;stroke:var(--card);stroke-width:3px;font-size:10.5px}
@media(min-width:620px){.rank .w{display:table-cell}.rank text.w{display:inline}small.s{display:none}.rank .c{min-inline-size:180px}th,td{padding-inline:10px}}
@media(max-width:619px){th,td{padding-inline:5px}.rank td:last-of-type{padding-inline-end:10px}.v{font-size:15px}.rank .d{display:none}.rank .c{inline-size:24%;min-inline-size:64px}.rank thead th{white-space:normal;line-height:1.15}small.s{white-space:nowrap;font-size:11px}.axis text{font-size:10px}.n{inline-size:28px;padding-inline:8px 0}.rank a{gap:8px}.rank th.l:has(.trend,.t){padding-inline-end:32px}}
`;
