/** How an instance comes by a language's texts: once, shared, and in English where they can't be had. */
import { describe, expect, test } from 'vitest';
import { Library } from '../../src/web/i18n/library.ts';
import { TEXT_NAMES, textsAt } from './texts.ts';

function library(fetch: (address: string) => Promise<Response>) {
  let time = 0;
  const asked: string[] = [];
  const logged: Record<string, unknown>[] = [];
  const background: Promise<unknown>[] = [];
  const all = new Library({
    names: TEXT_NAMES,
    fetch: (address) => {
      asked.push(address);
      return fetch(address);
    },
    now: () => time,
    log: (event) => logged.push(event),
  });
  const messages = (language: 'en' | 'de' | 'fr') =>
    all.messages(language, (work) => {
      background.push(work);
    });
  return { messages, asked, logged, background, advance: (ms: number) => (time += ms) };
}

const present = async (address: string) => textsAt(address) ?? Response.error();

test('English is there without asking', async () => {
  const { messages, asked } = library(present);
  expect((await messages('en')).language).toBe('en');
  expect(asked).toEqual([]);
});

test('a language is loaded once, however many ask for it, and lives longer than who asked first', async () => {
  const { messages, asked, background, logged } = library(present);
  const all = await Promise.all([messages('de'), messages('de'), messages('fr'), messages('de')]);
  expect(all.map(({ language }) => language)).toEqual(['de', 'de', 'fr', 'de']);
  expect((await messages('de')).site.maps).toBe('Karten');
  expect(asked).toEqual([TEXT_NAMES.de, TEXT_NAMES.fr]);
  expect(background).toHaveLength(2);
  expect(logged).toEqual([]);
});

describe('texts that can’t be had', () => {
  test.each([
    ['a file that is missing', async () => new Response('', { status: 404 })],
    ['no network', () => Promise.reject(new TypeError('network'))],
    ['something else', async () => new Response('<!doctype html>')],
  ])('are English’s: %s', async (_, fetch) => {
    const { messages, logged } = library(fetch);
    const [first, second] = await Promise.all([messages('de'), messages('de')]);
    expect([first.language, second.language]).toEqual(['en', 'en']);
    expect(logged).toEqual([expect.objectContaining({ event: 'texts-failed', language: 'de' })]);
  });

  test('are asked for again, but not at once', async () => {
    let there = false;
    const { messages, asked, advance } = library(async (address) =>
      there ? present(address) : Response.error(),
    );
    await messages('de');
    there = true;
    advance(9_999);
    expect((await messages('de')).language).toBe('en');
    advance(1);
    expect((await messages('de')).language).toBe('de');
    expect(asked).toHaveLength(2);
  });

  test('are asked for again where a load never ends', async () => {
    let hangs = true;
    const { messages, advance } = library((address) => (hangs ? new Promise(() => {}) : present(address)));
    void messages('de');
    hangs = false;
    advance(10_000);
    expect((await messages('de')).language).toBe('de');
  });
});
