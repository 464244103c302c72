/** Ground: type, links, fields, the frame of every page. System fonts, phone first, logical directions. */
export const BASE = `
*{box-sizing:border-box}
[hidden]{display:none!important}

.later{visibility:hidden}.later.on{visibility:visible}
[aria-pressed=true]{border-color:var(--accent);color:var(--accent)}
html{scroll-padding:16px 0 80px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word;padding-block-end:64px}
body>*{max-inline-size:1240px;margin-inline:auto;padding-inline:16px}
h1,h2,h3,p,ul,ol,dl,dd,table,form{margin:0;padding:0}
ul,ol{list-style:none}
h1{font-size:28px;line-height:1.15;letter-spacing:-.02em;text-wrap:balance}
h2{font-size:12px;letter-spacing:.09em;text-transform:uppercase;color:var(--dim);font-weight:650;margin-block-end:10px}
h3{font-size:18px;line-height:1.25;letter-spacing:-.01em}
a{color:inherit;text-decoration-color:var(--edge);text-underline-offset:3px}
a:hover{text-decoration-color:var(--accent)}
p a,dd a,.plain a,footer a{text-decoration-line:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
small{font-size:12px;color:var(--dim);font-weight:400}
abbr{text-decoration:none}
.dim{color:var(--dim);font-size:13px}
.unseen{position:absolute;inline-size:1px;block-size:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;inset-inline-start:-999px}.skip:focus{position:fixed;inset:8px auto auto 8px;z-index:9;background:var(--accent);color:var(--on);padding:10px 14px;border-radius:6px;max-inline-size:none}
.icon{inline-size:1.25em;block-size:1.25em;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round;flex:none}.icon.full{fill:var(--accent);stroke:none}
button,.button,select,input{font:inherit;color:inherit;min-block-size:38px;border-radius:7px;border:1px solid var(--edge);background:var(--card);padding:0 12px}
button,.button{display:inline-flex;align-items:center;justify-content:center;gap:8px;font-weight:600;cursor:pointer;text-decoration:none;white-space:nowrap}
.button,button.go{background:var(--accent);border-color:var(--accent);color:var(--on)}
button:hover,.button:hover,select:hover{border-color:var(--accent)}
::placeholder{color:var(--dim);opacity:1}
.banners{padding:0;max-inline-size:none}
.banner{font-size:13px;color:var(--dim);padding:7px max(16px,calc((100% - 1208px)/2));border-block-end:1px solid var(--line);max-inline-size:none}
.banner b{color:var(--A);text-transform:uppercase;font-size:11px;letter-spacing:.09em;border:1px solid;border-radius:4px;padding:1px 6px;margin-inline-end:6px;white-space:nowrap}
header{display:flex;align-items:center;gap:10px 20px;padding-block:10px}
.brand{display:flex;align-items:center;gap:6px;font-weight:750;font-size:18px;letter-spacing:-.02em;text-decoration:none;min-block-size:32px}
header nav{position:fixed;z-index:5;inset:auto 0 0;display:flex;background:var(--card);border-block-start:1px solid var(--line);padding-block-end:env(safe-area-inset-bottom)}
header nav a{flex:1;display:flex;flex-direction:column;align-items:center;gap:2px;padding:8px 2px 7px;font-size:11px;color:var(--dim);text-decoration:none;white-space:nowrap}
header nav a .icon{font-size:16px}
header nav a:hover{color:var(--ink)}
[aria-current]{color:var(--accent)!important}
search{flex:1 1 140px;min-inline-size:0;display:block;position:relative}
search form{display:flex}
search input{flex:1;min-inline-size:0;border-start-end-radius:0;border-end-end-radius:0;border-inline-end:0}
search button{border-start-start-radius:0;border-end-start-radius:0;padding:0 11px}
main{padding-block:6px 32px;min-block-size:60vh}
main:focus{outline:none}
section+section:not(.scroll){margin-block-start:28px}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px}
.main>*+*,.side>*+*,.main>section+section:not(.scroll),.side>section+section:not(.scroll){margin-block-start:14px}
.note{border-inline-start:3px solid var(--accent);background:var(--card);padding:10px 14px;border-radius:0 8px 8px 0;margin-block:12px}
.plain li{padding-block:6px;display:flex;gap:10px;align-items:center;flex-wrap:wrap}
.plain a{display:inline-flex;gap:8px;align-items:center;min-block-size:24px}
.narrow{max-inline-size:46rem}.narrow>*+*{margin-block-start:14px}
footer{border-block-start:1px solid var(--line);padding-block:20px 32px;color:var(--dim);font-size:13px}
footer p{margin-block-start:10px;max-inline-size:70ch}
.links{display:flex;flex-wrap:wrap;gap:2px 18px}.links a{min-block-size:28px;display:inline-flex;align-items:center}
.pulse{block-size:3px;border-radius:2px;background:var(--accent);inline-size:120px;animation:pulse 1.4s ease-in-out infinite alternate}
@keyframes pulse{from{opacity:.2}to{opacity:1}}
@media(prefers-reduced-motion:reduce){.pulse{animation:none}}
@media(max-width:619px){.banner{font-size:12px}.banner b{font-size:10px;padding:1px 4px}.banner span{display:none}}
@media(min-width:760px){body{padding-block-end:0}html{scroll-padding-block-end:16px}
header nav{position:static;background:none;border:0;gap:4px}header nav a{flex-direction:row;font-size:14px;padding:8px 10px;border-radius:7px}header nav a .icon{display:none}
search{flex:0 1 300px;margin-inline-start:auto}h1{font-size:34px}}
@media print{header nav,search,footer,.filters{display:none}}
`;
