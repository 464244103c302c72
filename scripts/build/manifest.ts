/** The web manifest: https://www.w3.org/TR/appmanifest/ */
export function webManifest(): string {
  return JSON.stringify({
    id: '/',
    name: 'BrawlFast',
    short_name: 'BrawlFast',
    description: 'Which brawler to pick on this map, with the evidence. Works offline.',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#10141b',
    theme_color: '#10141b',
    categories: ['games', 'utilities'],
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: 'Draft', url: '/draft' },
      { name: 'Maps', url: '/maps' },
    ],
  });
}
