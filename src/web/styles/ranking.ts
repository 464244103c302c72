/** Rankings: tables whose rows are drawn to one scale. */
const TIERS = ['S', 'A', 'B', 'C', 'D', 'n'].map((tier) => `.f${tier}{--f:var(--${tier})}`);

/** Tens and units of the places that a row's cell names, in half percents of its width (charts/forest.tsx). */
const PLACES = ['ab', 'gh', 'ij'].flatMap(([tens, units]) => [
  ...Array.from({ length: 21 }, (_, i) => `.${tens}${i}{--${tens}:${i}}`),
  ...Array.from({ length: 10 }, (_, i) => `.${units}${i}{--${units}:${i}}`),
]);
const [LOW, HIGH, AT] = ['ab', 'gh', 'ij'].map(
  ([tens, units]) => `calc(var(--${tens})*5% + var(--${units})*.5%)`,
);
const BAND = 'color-mix(in oklab,var(--f) 45%,var(--card))';

export const RANKING = `
tr.tier th{block-size:36px;text-align:start;color:var(--dim);font-size:12px;background:var(--lift);padding-inline:14px;white-space:normal}
.n{inline-size:34px;color:var(--dim);font-size:13px;padding-inline:10px 2px}
.d{font-weight:600;font-size:14px}
.rank a,.list a{display:flex;align-items:center;gap:10px;text-decoration:none;font-weight:550;min-block-size:44px;white-space:normal;overflow-wrap:anywhere;line-height:1.2}
.rank a:hover span,.list a:hover span{text-decoration:underline;text-underline-offset:3px}
.rank th.l{padding-inline-start:8px}
.rank .n .t{display:flex;inline-size:20px;block-size:17px;margin:1px auto 0;font-size:11px;border-width:1px;line-height:1}
small.s{display:block;font-size:11.5px;margin-block-start:1px}.v small.s{font-weight:600;font-size:12px}
.c{inline-size:32%;min-inline-size:76px;padding:0}
td.c{background:radial-gradient(circle at ${AT} 50%,var(--f) 4.2px,#0000 4.8px) 0 50%/100% 10px no-repeat,linear-gradient(90deg,#0000 ${LOW},${BAND} 0 ${HIGH},#0000 0) 0 50%/100% 6px no-repeat,linear-gradient(var(--edge),var(--edge)) 50%/1px 100% no-repeat;print-color-adjust:exact;forced-color-adjust:none}
${PLACES.join('')}
.axis{display:block;inline-size:100%;block-size:32px}
.axis text{font-size:11px;fill:var(--dim);text-anchor:middle}.axis .base{fill:var(--ink);font-weight:650}
.w{display:none}
.tier .t{inline-size:22px;block-size:22px;margin-inline-end:8px}
${TIERS.join('')}
.legend{padding:10px 14px}
@media(min-width:620px){.rank .w{display:table-cell}.rank text.w{display:inline}small.s{display:none}.rank .c{min-inline-size:180px}}
@media(max-width:619px){.rank td:last-of-type{padding-inline-end:10px}.rank .d{display:none}.rank .c{inline-size:24%;min-inline-size:64px}.rank thead th{white-space:normal;line-height:1.15}small.s{white-space:nowrap;font-size:11px}.axis text{font-size:10px}.n{inline-size:28px;padding-inline:8px 0}.rank a{gap:8px}}
`;
