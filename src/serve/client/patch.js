// The patch: what changed in the page's HTML is done to the open page, and nothing else.
//
// There are three trees: `served`, the HTML as the page was last sent; `next`, as it is sent now; and the page, which is
// `served` with what scripts and its reader have made of it. Each node of `served` has its twin in the page.
//
// 1. `begin` parses the HTML the page was loaded with, and pairs its nodes with those of the page.
// 2. `patch` makes `served` what `next` is, in as few steps as it can, and does each step to the twin as well. So what a
//    script added, marked or moved stays where the HTML is the same; so do scroll, focus, open answers and what was typed.
// 3. Where a step has no twin in the page any more, since a script has put something else in its place, nothing can be
//    said of the page but that it is to be loaded anew. `patch` says so.

/** The page's HTML as it was last sent, parsed; nothing as long as it isn't known. */
let served = null;
/** The node in the page of a node of `served`. */
const twins = new WeakMap();
/** The other way round. */
const originals = new WeakMap();
/** Whether a step of the patch could not be done to the page. */
let isLost = false;

function parse(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

/** Takes `loaded`, a parsed document, as what the page was loaded with. */
function begin(loaded) {
  served = loaded;
  pair(served.documentElement, document.documentElement);
}

/** Makes the page what `next`, a parsed document, says; whether that could be done. */
function patch(next) {
  isLost = false;
  morph(served.documentElement, next.documentElement);
  return !isLost;
}

// ---- which node is which

function join(original, twin) {
  twins.set(original, twin);
  originals.set(twin, original);
}

/** Pairs `original`, a node of `served`, and all in it with `node`, its like in the page. */
function pair(original, node) {
  join(original, node);
  // its content is text where scripts run, and elements in a document that was only parsed
  if (original.localName === "noscript") return;
  if (original.localName === "template") pair(original.content, node.content);
  const nodes = [...node.childNodes].filter((child) => !isOurs(child));
  const all = [...original.childNodes];
  const isAlike = all.length === nodes.length && all.every((child, at) => kind(child) === kind(nodes[at]));
  const found = isAlike ? new Map(all.map((child, at) => [child, nodes[at]])) : match(nodes, all);
  // a script may have put something around it
  const left = all.filter((child) => !found.has(child));
  const wrappers = new Set(nodes).difference(new Set(found.values()));
  if (left.length > 0 && wrappers.size > 0) {
    const within = [...wrappers].flatMap((wrapper) => [...(wrapper.querySelectorAll?.("*") ?? [])]);
    for (const [child, inner] of match(within, left, SURE)) found.set(child, inner);
  }
  for (const [child, twin] of found) pair(child, twin);
}

/** What makes two nodes the same one, the surest sign first. */
const SIGNS = [whole, id, label, words, style, kind];
/** Those that make it sure. */
const SURE = [whole, id, label, words];

/** Which of the nodes `olds` each of `nexts` is, by these signs; each at most once. */
function match(olds, nexts, signs = SIGNS) {
  const found = new Map();
  const free = new Set(olds);
  for (const sign of signs) {
    const bySign = Map.groupBy(free, sign);
    for (const next of nexts) {
      const old = found.has(next) ? undefined : sign(next) && bySign.get(sign(next))?.shift();
      if (!old) continue;
      found.set(next, old);
      free.delete(old);
    }
  }
  return found;
}

function whole(node) {
  return isElement(node) ? node.outerHTML : `${node.nodeType} ${node.nodeValue}`;
}

function id(node) {
  return node.id && `${node.localName}#${node.id}`;
}

/** An answer is known by its question, a section by its heading. */
function label(node) {
  const heading = isElement(node) && node.querySelector("summary, h1, h2, h3, h4, h5, h6");
  return heading && `${node.localName} ${heading.textContent}`;
}

function words(node) {
  return isElement(node) && node.textContent.trim() && `${node.localName} ${node.textContent}`;
}

function style(node) {
  return isElement(node) && node.hasAttribute("class") && `${kind(node)} ${node.getAttribute("class")}`;
}

/** What has to be alike of two nodes for one to become the other. */
function kind(node) {
  const told = ["rel", "name", "property", "type"].map((name) => node.getAttribute?.(name) ?? "");
  return [node.nodeType, node.localName, ...told].join(" ");
}

function isElement(node) {
  return node.nodeType === Node.ELEMENT_NODE;
}

// ---- the steps, each done to `served` and to the page

/** The node of the page that `original` stands for; without one, the patch is lost. */
function twin(original) {
  const node = twins.get(original);
  const isThere = node && (node.isConnected || original.getRootNode() !== served);
  if (!isThere) isLost = true;
  return isThere ? node : undefined;
}

/** Makes `old`, a node of `served`, what `next` is. */
function morph(old, next) {
  if (old.isEqualNode(next)) return;
  if (!isElement(old)) return setText(old, next.nodeValue);
  if (isStyleSheet(old) && old.getAttribute("href") !== next.getAttribute("href")) return replaceSheet(old, next);
  setAttributes(old, next);
  if (old.localName === "noscript") {
    old.innerHTML = next.innerHTML;
    const node = twin(old);
    if (node) node.textContent = next.innerHTML;
    return undefined;
  }
  if (old.localName === "template") morphChildren(old.content, next.content);
  return morphChildren(old, next);
}

function setText(old, value) {
  old.nodeValue = value;
  const node = twins.get(old);
  if (node?.isConnected || old.getRootNode() !== served) {
    if (node) node.nodeValue = value;
  } else if (old.parentNode.childNodes.length === 1 && value !== "") {
    // a script wrote other words in its place, as it does with a title
    const parent = twin(old.parentNode);
    if (!parent) return;
    parent.textContent = value;
    join(old, parent.firstChild);
  } else {
    isLost = true;
  }
}

function setAttributes(old, next) {
  const node = twin(old);
  for (const { name } of [...old.attributes]) {
    if (next.hasAttribute(name)) continue;
    if (name === "class") setClasses(old, next);
    old.removeAttribute(name);
    if (name !== "class" || node?.getAttribute(name) === "") node?.removeAttribute(name);
  }
  for (const attribute of next.attributes) {
    const { name, value } = attribute;
    if (old.getAttribute(name) === value) continue;
    if (name === "class" && node?.hasAttribute(name)) setClasses(old, next);
    else node?.setAttributeNode(freshAttribute(attribute));
    // a name that a parser takes and `setAttribute` refuses is taken here
    old.setAttributeNode(attribute.cloneNode());
  }
}

/** The classes that scripts have given stay. */
function setClasses(old, next) {
  const classes = twins.get(old)?.classList;
  for (const name of old.classList) if (!next.classList.contains(name)) classes?.remove(name);
  for (const name of next.classList) if (!old.classList.contains(name)) classes?.add(name);
}

function replaceSheet(old, next) {
  const node = twin(old);
  if (!node) return;
  const link = document.importNode(next);
  freshen(link);
  swapStyleSheet(node, link);
  for (const { name } of [...old.attributes]) old.removeAttribute(name);
  for (const attribute of next.attributes) old.setAttributeNode(attribute.cloneNode());
}

/** Makes the children of `old` those of `next`: first what is the same at both ends, then what lies between. */
function morphChildren(old, next) {
  const [olds, nexts] = [[...old.childNodes], [...next.childNodes]];
  const [last, lastNext] = [olds.length - 1, nexts.length - 1];
  const most = Math.min(olds.length, nexts.length);
  let start = 0;
  while (start < most && olds[start].isEqualNode(nexts[start])) start += 1;
  let end = 0;
  while (end < most - start && olds[last - end].isEqualNode(nexts[lastNext - end])) end += 1;
  const run = (nodes) => nodes.slice(start, nodes.length - end);
  morphRun(old, run(olds), run(nexts), olds[olds.length - end] ?? null);
}

/** The same for a run of children, which stands before `before`: what has no place any more goes first, so that nothing
    has to move but what stands in another order now. */
function morphRun(parent, olds, nexts, before) {
  const found = match(olds, nexts);
  const staying = new Set(found.values());
  olds.filter((old) => !staying.has(old)).forEach(remove);
  const matched = nexts.filter((next) => found.has(next)).map((next) => found.get(next));
  const fixed = inOrder(matched, new Map(olds.map((old, at) => [old, at])));
  const moving = new Set(matched.filter((old) => !fixed.has(old)));
  let behind = before;
  for (const next of nexts.toReversed()) {
    const old = found.get(next);
    if (!old) insert(parent, next, behind, moving);
    else if (moving.delete(old)) move(parent, old, behind, moving);
    behind = old ?? next;
  }
  for (const [next, old] of found) morph(old, next);
}

/** The most of `nodes` that can stay where they are while the others move, by where they `stood`. What holds the focus
    stays: it would lose it. */
function inOrder(nodes, stood) {
  const at = (node) => stood.get(node);
  const focused = nodes.findIndex((node) => twins.get(node)?.contains(focus()));
  const place = at(nodes[focused]);
  const isMeant = (node, index) => focused < 0 || index === focused || index < focused === at(node) < place;
  // the last node of the best row of each length, by patience sorting
  const ends = [];
  const previous = new Map();
  for (const node of nodes.filter(isMeant)) {
    let length = ends.findIndex((end) => at(end) > at(node));
    if (length < 0) length = ends.length;
    previous.set(node, ends[length - 1]);
    ends[length] = node;
  }
  const row = new Set();
  for (let node = ends.at(-1); node; node = previous.get(node)) row.add(node);
  return row;
}

function focus() {
  const { activeElement } = document;
  return activeElement === document.body ? null : activeElement;
}

function remove(old) {
  const node = twins.get(old);
  if (!node) isLost = true;
  else shell(node, twins.get(old.parentNode)).remove();
  old.remove();
}

function insert(parent, next, behind, moving) {
  const node = document.importNode(next, true);
  freshen(node);
  const into = twin(parent);
  into?.insertBefore(node, spot(parent, into, behind, moving));
  parent.insertBefore(next, behind);
  pairCopy(next, node);
}

function move(parent, old, behind, moving) {
  const [into, node] = [twin(parent), twin(old)];
  if (into && node) {
    const whole = shell(node, into);
    const reference = spot(parent, into, behind, moving);
    // where there is one that loses nothing by it, such as what a frame shows
    if (whole !== reference) (into.moveBefore ?? into.insertBefore).call(into, whole, reference);
  }
  parent.insertBefore(old, behind);
}

/** Pairs a node of `served` with its copy. */
function pairCopy(original, copy) {
  join(original, copy);
  if (original.localName === "template") pairCopy(original.content, copy.content);
  const copies = copy.childNodes;
  original.childNodes.forEach((child, at) => pairCopy(child, copies[at]));
}

/** The child of `into`, the twin of `parent`, before which stands what comes before `behind`: the twin of what follows; or
    where nothing does, what scripts have put behind the last that came from the page's HTML. */
function spot(parent, into, behind, moving) {
  const childOf = (original) => {
    let node = twins.get(original);
    while (node && node.parentNode !== into) node = node.parentNode;
    return node;
  };
  for (let next = behind; next; next = next.nextSibling) {
    const node = moving.has(next) ? undefined : childOf(next);
    if (node) return node;
  }
  let last = behind ? behind.previousSibling : parent.lastChild;
  while (last && (moving.has(last) || !childOf(last))) last = last.previousSibling;
  return last ? childOf(last).nextSibling : into.firstChild;
}

/** `node`, with what scripts have put around it and nothing else, up to `into`. */
function shell(node, into) {
  const holds = (other) => originals.has(other) || [...other.childNodes].some(holds);
  const isAlone = (wrapper, inner) => [...wrapper.childNodes].every((child) => child === inner || !holds(child));
  let whole = node;
  while (into && whole.parentNode && whole.parentNode !== into && into.contains(whole)) {
    const wrapper = whole.parentNode;
    if (originals.has(wrapper) || !isAlone(wrapper, whole)) break;
    whole = wrapper;
  }
  return whole;
}

