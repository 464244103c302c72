const NONE: ReadonlySet<Element> = new Set();

/**
 * Makes an element what a newly made one is by changing what differs: elements that stay keep their style, and what nobody changed is
 * not laid out or painted anew. The items of `lists` are left alone.
 */
export function patch(old: Element, fresh: Element, lists: ReadonlySet<Element> = NONE): void {
  // A picture of the same address may have been hidden, as it can't be had.
  if (old.tagName === 'IMG' && old.getAttribute('src') === fresh.getAttribute('src')) return;
  patchAttributes(old, fresh);
  if (lists.has(old)) return;
  let there = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    // One that is of another kind goes, or comes before, where that lets the others stay what they are.
    if (there !== null && !isAlike(there, next)) {
      const like = findAlike(there, next);
      if (like === null && findAlike(next, there) !== null) {
        there.before(next);
        continue;
      }
      while (like !== null && there !== null && there !== like) there = removed(there);
    }
    if (there === null) old.append(next);
    else there = patchNode(there, next, lists).nextSibling;
  }
  while (there !== null) there = removed(there);
}

/** Returns what stands in the old node's place. */
function patchNode(old: ChildNode, fresh: ChildNode, lists: ReadonlySet<Element>): ChildNode {
  if (old.nodeName !== fresh.nodeName) {
    old.replaceWith(fresh);
    return fresh;
  }
  if (old instanceof Element && fresh instanceof Element) {
    if (!old.isEqualNode(fresh) || hasChoice(old)) patch(old, fresh, lists);
  } else if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
  return old;
}

/** Whether two nodes are of one kind: elements of a name and of the same classes, or texts. */
function isAlike(one: ChildNode, other: ChildNode): boolean {
  if (one.nodeName !== other.nodeName) return false;
  return !(one instanceof Element) || one.getAttribute('class') === (other as Element).getAttribute('class');
}

/** The first of a node and those behind it that is of another's kind. */
function findAlike(from: ChildNode, other: ChildNode): ChildNode | null {
  let node: ChildNode | null = from;
  while (node !== null && !isAlike(node, other)) node = node.nextSibling;
  return node;
}

/** Takes a node away; returns the one behind it. */
function removed(node: ChildNode): ChildNode | null {
  const { nextSibling } = node;
  node.remove();
  return nextSibling;
}

function patchAttributes(old: Element, fresh: Element): void {
  for (const name of fresh.getAttributeNames()) {
    const value = fresh.getAttribute(name) ?? '';
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (old.attributes.length > fresh.attributes.length)
    for (const name of old.getAttributeNames()) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  if (old instanceof HTMLInputElement && fresh instanceof HTMLInputElement) {
    if (old.checked !== fresh.checked) old.checked = fresh.checked;
    if (old.value !== fresh.value) old.value = fresh.value;
  }
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
