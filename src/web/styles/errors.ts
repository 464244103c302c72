/** What is not there, or not yet. */
export const ERRORS = `
.narrow{max-inline-size:46rem}.narrow>:not(:first-child){margin-block-start:14px}
.pulse{block-size:3px;border-radius:2px;background:var(--accent);inline-size:120px;animation:pulse 1.4s ease-in-out infinite alternate}
@keyframes pulse{from{opacity:.2}to{opacity:1}}
@media(prefers-reduced-motion:reduce){.pulse{animation:none}}
@media(min-width:760px){.narrow{display:block}}
`;
