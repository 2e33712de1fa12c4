// What is wrong with the layout of the page shown; a list of sentences, empty when nothing is.
const faults = [];
const root = document.documentElement;
const near = 1.5;

function name(element) {
  const label = element.id ? "#" + element.id : element.className ? "." + String(element.className.baseVal ?? element.className).trim().split(/\s+/).join(".") : "";
  const words = (element.textContent || element.value || "").trim().replace(/\s+/g, " ").slice(0, 40);
  return `<${element.tagName.toLowerCase()}${label}> “${words}”`;
}

// What is for screen readers alone is cut to nothing, in a box of one point, or lies beside the page.
const veiled = new Set();
for (const element of document.body.querySelectorAll("*")) {
  if (veiled.has(element.parentElement) || getComputedStyle(element).clipPath.startsWith("inset(50%")) veiled.add(element);
}

function isShown(element) {
  if (veiled.has(element) || !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
  const box = element.getBoundingClientRect();
  return box.width > 2 && box.height > 2 && box.right > 0;
}

if (root.scrollWidth > root.clientWidth) {
  const wide = [...document.body.querySelectorAll("*")].filter((e) => isShown(e) && e.getBoundingClientRect().right > root.clientWidth + near);
  faults.push(`scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}; ${wide.slice(-3).map(name).join(", ")}`);
}

for (const element of document.body.querySelectorAll("*")) {
  // A field holds more than it shows.
  if (!isShown(element) || element.closest("svg, input, textarea, select")) continue;
  const style = getComputedStyle(element);
  const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
  if (hides && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) {
    faults.push(`clips its content: ${name(element)}`);
  }
}

// The boxes of every text that is read: one for each line it takes.
const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  const parent = node.parentElement;
  if (!node.data.trim() || !parent || ["SCRIPT", "STYLE", "NOSCRIPT", "OPTION", "TITLE", "DESC"].includes(parent.tagName) || !isShown(parent)) continue;
  // The halo of a label is the label drawn twice, wider behind.
  if (parent.closest(".hidden, .skip, .halo")) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const box of range.getClientRects()) {
    if (box.width < 2 || box.height < 2) continue;
    // Lines are higher than their letters: letters alone may not meet.
    const inset = Math.min(box.height * 0.2, 4);
    texts.push({ node, parent, left: box.left, right: box.right, top: box.top + inset, bottom: box.bottom - inset });
    if (box.right > root.clientWidth + near || box.left < -near) {
      const scroller = parent.closest("table, pre, .scroll, .plot-frame");
      if (!scroller) faults.push(`text leaves the page: ${name(parent)}`);
    }
    let outer = parent.closest(".plot-frame") ? null : parent;
    while (outer && outer !== document.body) {
      const style = getComputedStyle(outer);
      if (style.display !== "inline" && (style.backgroundColor !== "rgba(0, 0, 0, 0)" || parseFloat(style.borderRightWidth) > 0) && !outer.closest("svg")) {
        const frame = outer.getBoundingClientRect();
        if (box.right > frame.right + near || box.left < frame.left - near) faults.push(`text leaves its box: ${name(parent)} in ${name(outer)}`);
        break;
      }
      outer = outer.parentElement;
    }
  }
}

// What is pressed or typed into lies beside the words that name it.
for (const control of document.querySelectorAll("input:not([type=hidden]), select, textarea, meter, progress")) {
  if (!isShown(control)) continue;
  const box = control.getBoundingClientRect();
  texts.push({ node: control, parent: control, left: box.left, right: box.right, top: box.top, bottom: box.bottom });
}

// Sorted from top to bottom, only neighbours need to be compared.
texts.sort((a, b) => a.top - b.top);
for (let i = 0; i < texts.length; i++) {
  for (let j = i + 1; j < texts.length && texts[j].top < texts[i].bottom; j++) {
    const [a, b] = [texts[i], texts[j]];
    if (a.node === b.node) continue;
    const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const height = Math.min(a.bottom, b.bottom) - b.top;
    if (width > 1 && height > 1) faults.push(`texts overlap: ${name(a.parent)} and ${name(b.parent)}`);
  }
}

// WCAG 2.2, 2.5.8: 24 by 24, or 24 apart from the next; links within a sentence are excepted.
const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")].filter(isShown);
for (const element of targets) {
  if (element.closest(".skip, svg")) continue;
  // A box that is ticked is as large as the label that ticks it.
  const label = element.labels && ["radio", "checkbox"].includes(element.type) ? element.labels[0] : null;
  const box = (label || element).getBoundingClientRect();
  if (box.height >= 24 - 0.5 && box.width >= 24 - 0.5) continue;
  const isInline = getComputedStyle(element).display === "inline";
  if (isInline && element.tagName === "A") {
    const around = (element.parentElement.textContent || "").trim().length;
    if (around > (element.textContent || "").trim().length) continue;
  }
  const centre = [box.left + box.width / 2, box.top + box.height / 2];
  const isAlone = targets.every((other) => {
    if (other === element || element.contains(other) || other.contains(element)) return true;
    const near = other.getBoundingClientRect();
    const dx = Math.max(near.left - centre[0], 0, centre[0] - near.right);
    const dy = Math.max(near.top - centre[1], 0, centre[1] - near.bottom);
    return Math.hypot(dx, dy) >= 12;
  });
  if (!isAlone) faults.push(`is too small to press (${Math.round(box.width)} × ${Math.round(box.height)}): ${name(element)}`);
}

return [...new Set(faults)];
