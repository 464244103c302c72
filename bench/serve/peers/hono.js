/** Plain Hono on plain objects, as its documentation writes it. */
import data from 'data';
import { Hono } from 'hono';
import { createPlain, HEADERS } from './plain.js';

const plain = createPlain(data);
const app = new Hono();

app.get('/api/map/:id', (c) => {
  const answer = plain.map(c.req.param('id'), c.req.query());
  if (answer === null) return c.json({ title: 'Not found', status: 404 }, 404);
  return c.json(answer, 200, { ...HEADERS, etag: `W/"${plain.version}"` });
});
app.get('/api/search', (c) =>
  c.json(plain.search(c.req.query()), 200, { ...HEADERS, etag: `W/"${plain.version}"` }),
);

export default app;
