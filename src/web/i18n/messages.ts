/** The interface's texts: as data, which every language is written in, and as what pages say them with. */
import type { Language } from '../address.ts';
import type { en } from './en.ts';

/** A text for each form of a count `{n}`: `one` for the counts that are `singular`, `other` for the rest. */
interface Plural {
  readonly one?: string;
  readonly other: string;
}

/** Names of the places in a text: `'hash' | 'ago'` of `'Snapshot {hash}, built {ago}'`. */
type Places<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Places<Rest>
  : never;

/** Texts that have all these places, in whatever order: one condition for each name, all of them to be met. */
type WithPlaces<Names extends string> = (
  Names extends string
    ? (text: `${string}{${Names}}${string}`) => void
    : never
) extends (text: infer Text) => void
  ? Text
  : never;

type Translated<English> = English extends Plural
  ? Plural & { readonly other: WithPlaces<'n'> }
  : English extends string
    ? [Places<English>] extends [never]
      ? string
      : WithPlaces<Places<English>>
    : { readonly [Key in keyof English]: Translated<English[Key]> };

type Said<English> = English extends Plural
  ? (count: number, written: string) => string
  : English extends string
    ? [Places<English>] extends [never]
      ? string
      : (values: Readonly<Record<Places<English>, string | number>>) => string
    : { readonly [Key in keyof English]: Said<English[Key]> };

/** What is not a text. */
interface Grammar {
  readonly language: Language;
  /** counts that are said in the form `one` */
  readonly singular: readonly number[];
}

type English = Omit<typeof en, keyof Grammar>;

/** A language's texts as data: every one of English's, with its places, or it doesn't compile. */
export type Texts = Grammar & Translated<English>;

/** A language's texts to be said: as they are, or with what stands in their places. */
export type Messages = Pick<Grammar, 'language'> & Said<English>;

interface Group {
  readonly [name: string]: string | Plural | Group;
}

/** Makes a language's texts sayable, once for each: its templates are taken apart here, and put together for a page. */
export function createMessages({ language, singular, ...groups }: Texts): Messages {
  return { language, ...sayAll(groups, singular) } as Messages;
}

/** The texts in one of the browser's files. */
export async function readMessages(response: Response): Promise<Messages> {
  if (!response.ok) throw new Error(`the texts are answered with ${response.status}`);
  return createMessages((await response.json()) as Texts);
}

function sayAll(group: Group, singular: readonly number[]): object {
  return Object.fromEntries(Object.entries(group).map(([name, text]) => [name, say(text, singular)]));
}

function say(text: Group[string], singular: readonly number[]): unknown {
  if (typeof text === 'string') return text.includes('{') ? template(text) : text;
  return isPlural(text) ? plural(text, singular) : sayAll(text, singular);
}

function isPlural(text: Plural | Group): text is Plural {
  return typeof text.other === 'string';
}

function plural({ one, other }: Plural, singular: readonly number[]): (n: number, written: string) => string {
  const [many, single] = [template(other), template(one ?? other)];
  return (count, written) => (singular.includes(count) ? single : many)({ n: written });
}

function template(text: string): (values: Readonly<Record<string, string | number>>) => string {
  // Texts at even places, names between them.
  const parts = text.split(/\{(\w+)\}/);
  return (values) => {
    let said = parts[0] ?? '';
    for (let i = 1; i < parts.length; i += 2) said += `${values[parts[i] ?? '']}${parts[i + 1]}`;
    return said;
  };
}
