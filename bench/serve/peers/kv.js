/**
 * Stands in for Workers KV: the first of two snapshots, with its hash in the metadata, as the collector writes it; after
 * a PUT to /alternate, one and the other by turns. Everything else is not there.
 */
import first from 'first';
import metadata from 'metadata';
import second from 'second';

let current = 0;
let alternates = false;

export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (request.method === 'PUT') {
      alternates = (await request.text()) === 'yes';
      return new Response();
    }
    if (!decodeURIComponent(pathname).startsWith('/snapshot:')) return new Response(null, { status: 404 });
    if (alternates) current = 1 - current;
    const body = current === 0 ? first : second;
    return new Response(body, { headers: { 'CF-KV-Metadata': JSON.stringify(metadata[current]) } });
  },
};
