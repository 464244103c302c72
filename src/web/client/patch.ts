import type { Wanted } from './markup.ts';

const NONE: ReadonlySet<Element> = new Set();
const SVG = 'http://www.w3.org/2000/svg';

/** Something that is to be done. */
export type Step = () => void;

/**
 * Makes an element what is wanted by changing what differs: elements that stay keep their style, and what nobody changed is not laid out
 * or painted anew. The items of `lists` are left alone.
 */
export function patch(old: Element, wanted: Wanted, lists: ReadonlySet<Element> = NONE): void {
  for (const step of stepsTo(old, wanted, lists)) step();
}

/** What makes an element what is wanted, in this order. Nothing is changed by looking; to be done before anything else changes. */
export function stepsTo(old: Element, wanted: Wanted, lists: ReadonlySet<Element> = NONE): Step[] {
  const steps: Step[] = [];
  compare(old, wanted, lists, steps);
  return steps;
}

function compare(old: Element, wanted: Wanted, lists: ReadonlySet<Element>, steps: Step[]): void {
  // A picture of the same address may have been hidden, as it can't be had.
  if (wanted.name === 'img' && old.getAttribute('src') === wanted.attributes.get('src')) return;
  if (hasOthers(old, wanted)) steps.push(() => patchAttributes(old, wanted));
  if (lists.has(old)) return;
  let there = old.firstChild;
  for (const [i, next] of wanted.children.entries()) {
    // One that is of another kind goes, or comes before, where that lets the others stay what they are.
    if (there !== null && !isAlike(there, next)) {
      const like = findAlike(there, next);
      if (like === null && comesLater(wanted.children, i, there)) {
        const [behind, fresh] = [there, made(old, next)];
        steps.push(() => behind.before(fresh));
        continue;
      }
      while (like !== null && there !== null && there !== like) there = withoutIt(there, steps);
    }
    if (there === null) {
      const fresh = made(old, next);
      steps.push(() => old.append(fresh));
    } else {
      compareNode(there, next, lists, steps);
      there = there.nextSibling;
    }
  }
  while (there !== null) there = withoutIt(there, steps);
}

function compareNode(
  old: ChildNode,
  wanted: Wanted | string,
  lists: ReadonlySet<Element>,
  steps: Step[],
): void {
  if (typeof wanted === 'string' ? old.nodeType !== Node.TEXT_NODE : !isNamed(old, wanted)) {
    const fresh = made(old.parentNode as Element, wanted);
    steps.push(() => old.replaceWith(fresh));
  } else if (typeof wanted !== 'string') {
    compare(old as Element, wanted, lists, steps);
  } else if (old.nodeValue !== wanted) {
    steps.push(() => {
      old.nodeValue = wanted;
    });
  }
}

function isNamed(node: ChildNode, { name }: Wanted): boolean {
  return node.nodeType === Node.ELEMENT_NODE && (node as Element).localName === name;
}

/** Whether both are of one kind: elements of a name and of the same classes, or texts. */
function isAlike(node: ChildNode, wanted: Wanted | string): boolean {
  if (typeof wanted === 'string') return node.nodeType === Node.TEXT_NODE;
  return (
    isNamed(node, wanted) &&
    (node as Element).getAttribute('class') === (wanted.attributes.get('class') ?? null)
  );
}

/** The first of a node and those behind it that is of a kind with what is wanted. */
function findAlike(from: ChildNode, wanted: Wanted | string): ChildNode | null {
  let node: ChildNode | null = from;
  while (node !== null && !isAlike(node, wanted)) node = node.nextSibling;
  return node;
}

function comesLater(children: Wanted['children'], from: number, node: ChildNode): boolean {
  for (let i = from; i < children.length; i++) if (isAlike(node, children[i] ?? '')) return true;
  return false;
}

/** What is wanted, made; in a drawing if it is one, or `parent` is in one. */
function made(parent: Element, wanted: Wanted | string): Element | Text {
  const document = parent.ownerDocument;
  if (typeof wanted === 'string') return document.createTextNode(wanted);
  const isDrawing = wanted.name === 'svg' || parent.namespaceURI === SVG;
  const element = isDrawing
    ? document.createElementNS(SVG, wanted.name)
    : document.createElement(wanted.name);
  // An address last: what is to be known before a picture is loaded stands behind it.
  for (const [name, value] of wanted.attributes) if (name !== 'src') element.setAttribute(name, value);
  const address = wanted.attributes.get('src');
  if (address !== undefined) element.setAttribute('src', address);
  for (const child of wanted.children) element.append(made(element, child));
  return element;
}

/** A node is to go; returns the one behind it. */
function withoutIt(node: ChildNode, steps: Step[]): ChildNode | null {
  steps.push(() => node.remove());
  return node.nextSibling;
}

/** Whether an element has other attributes than it is to have, or may have: of a field the user has a say. */
function hasOthers(old: Element, { attributes }: Wanted): boolean {
  if (old.attributes.length !== attributes.size || old instanceof HTMLInputElement) return true;
  for (const [name, value] of attributes) if (old.getAttribute(name) !== value) return true;
  return false;
}

function patchAttributes(old: Element, { attributes }: Wanted): void {
  for (const [name, value] of attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (old.attributes.length > attributes.size)
    for (const name of old.getAttributeNames()) if (!attributes.has(name)) old.removeAttribute(name);
  if (old instanceof HTMLInputElement) {
    const isChecked = attributes.has('checked');
    if (old.checked !== isChecked) old.checked = isChecked;
    const value = attributes.get('value') ?? old.defaultValue;
    if (old.value !== value && isTyped(old)) old.value = value;
  }
}

/** Whether what a field has is not in its attributes. */
function isTyped({ type }: HTMLInputElement): boolean {
  return type !== 'checkbox' && type !== 'radio';
}

/** Whether there is something that a user may have chosen or typed, which is not in the attributes. */
export function hasChoice(element: Element): boolean {
  return element instanceof HTMLInputElement || element.querySelector('input') !== null;
}

/** The element that a text of HTML is; null where it is none. */
export function elementOf(document: Document, html: string): Element | null {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
}

/** An element that the browser has read, as what is to be. */
export function wantedLike(element: Element): Wanted {
  const children = [...element.childNodes].flatMap((node): (Wanted | string)[] => {
    if (node instanceof Element) return [wantedLike(node)];
    return node.nodeType === Node.TEXT_NODE ? [node.nodeValue ?? ''] : [];
  });
  const attributes = new Map([...element.attributes].map(({ name, value }) => [name, value]));
  return { name: element.localName, attributes, children };
}
