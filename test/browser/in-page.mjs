/* global document, getComputedStyle */
/** What runs inside the browser's page: each function stands alone, for only its text goes there. */

export function drawings() {
  const boxOf = (element, text) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { text, left, right, top, bottom };
  };
  return [...document.querySelectorAll('svg')].map((svg) => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return {
      frame: boxOf(svg, svg.querySelector('title')?.textContent ?? ''),
      texts: [...svg.querySelectorAll('text')].map((text) => ({
        ...boxOf(text, text.textContent ?? ''),
        fontSize: parseFloat(getComputedStyle(text).fontSize) * scale,
      })),
    };
  });
}

export function sidewaysScroll() {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}

export function cutTables() {
  const { clientWidth } = document.documentElement;
  return [...document.querySelectorAll('table')]
    .filter((table) => table.getBoundingClientRect().right > clientWidth + 0.5)
    .map((table) => table.caption?.textContent ?? '');
}

export function piledUp() {
  const boxes = [...document.querySelectorAll('table, figure, dl')].map((element) => ({
    text: (element.textContent ?? '').trim().slice(0, 40),
    box: element.getBoundingClientRect(),
  }));
  return boxes.flatMap((a, i) =>
    boxes.slice(i + 1).flatMap((b) => {
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      return across > 1 && down > 1 ? [`${a.text} / ${b.text}`] : [];
    }),
  );
}

export function ground() {
  return getComputedStyle(document.body).backgroundColor;
}

export async function axeViolations() {
  const { violations } = await globalThis.axe.run();
  return violations.map(({ id, nodes }) => ({
    rule: id,
    where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
  }));
}
