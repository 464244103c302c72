/** Ground, of cards in other pages too: type, links, cards. System fonts, phone first, logical directions. */
export const BASE = `
*{box-sizing:border-box}
[hidden]{display:none!important}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
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
main{padding-block:6px 32px;min-block-size:60vh}
main:focus{outline:none}
section+section:not(.scroll){margin-block-start:28px}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px}
.flush{padding-inline:0;padding-block-end:4px;overflow:hidden}.flush>h2,.flush>p{padding-inline:14px}.flush>p{margin-block-end:6px}
.lazy{content-visibility:auto;contain-intrinsic-block-size:auto 420px}
.main>:not(:first-child),.side>:not(:first-child),.main>section+section:not(.scroll),.side>section+section:not(.scroll){margin-block-start:14px}
@media(min-width:760px){h1{font-size:34px}}
`;
