() => {
  const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const drawn = style.backgroundImage.match(/rgba?\([^)]*\)/);
      if (drawn) return parse(drawn[0]).slice(0, 3);
      const [r, g, b, alpha = 1] = parse(style.backgroundColor);
      if (alpha > 0) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility() || element.closest("script, style")) continue;
    const [front, back] = [parse(getComputedStyle(element).color).slice(0, 3), behind(element)];
    const [high, low] = [light(front), light(back)].sort((a, b) => b - a);
    found.push({ text: node.textContent.trim().slice(0, 40), behind: back.join(), contrast: (high + 0.05) / (low + 0.05) });
  }
  return found;
}
