/** Express on Node, on the same plain objects: `node express.js DATA`, its parent is told the port. Its own hash of each body is turned off. */
import { readFileSync } from 'node:fs';
import express from 'express';
import { createPlain, HEADERS } from './plain.js';

const [file] = process.argv.slice(2);
const plain = createPlain(JSON.parse(readFileSync(file, 'utf8')));
const app = express();
app.set('etag', false);
app.disable('x-powered-by');

function send(response, answer) {
  if (answer === null) return response.status(404).json({ title: 'Not found', status: 404 });
  return response.set(HEADERS).set('etag', `W/"${plain.version}"`).json(answer);
}

app.get('/api/map/:id', (request, response) => send(response, plain.map(request.params.id, request.query)));
app.get('/api/search', (request, response) => send(response, plain.search(request.query)));

const server = app.listen(0, '127.0.0.1', () => process.send(server.address().port));
