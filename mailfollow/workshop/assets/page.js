"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const box = $("filter");
  const shown = () => [...document.querySelectorAll("article")].filter((one) => !one.hidden);
  const linkTo = (id) => document.querySelector(`#list a[href$="#${id}"]`);
  const say = (text) => { $("status").textContent = text; };
  let quiet = 0;

  const sayShortly = (text) => {
    say(text);
    clearTimeout(quiet);
    quiet = setTimeout(() => say(""), 4000);
  };

  // Which proof is being read.
  const current = () => document.querySelector("article.here");
  const mark = (article) => {
    for (const one of document.querySelectorAll("article.here")) one.classList.remove("here");
    for (const one of document.querySelectorAll("#list [aria-current]")) one.removeAttribute("aria-current");
    if (!article) return;
    article.classList.add("here");
    const link = linkTo(article.id);
    if (!link) return;
    link.setAttribute("aria-current", "true");
    const list = $("list"), place = link.offsetTop - list.offsetTop;
    if (place < list.scrollTop || place > list.scrollTop + list.clientHeight - 40) list.scrollTop = place - list.clientHeight / 2;
  };
  const inView = (article) => {
    const { top, bottom } = article.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const go = (step) => {
    const all = shown(), now = current();
    const at = now && !now.hidden && inView(now) ? all.indexOf(now) + step : all.findIndex(inView);
    const next = all[Math.max(0, Math.min(at, all.length - 1))];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
    mark(next);
  };
  const goInList = (step) => {
    const links = [...document.querySelectorAll("#list a")].filter((one) => one.offsetParent);
    const at = links.indexOf(document.activeElement) + step;
    if (at < 0) box.focus(); else if (links[at]) links[at].focus();
  };

  // The filter: every word must be in the name, or in the situations.
  const filter = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const item of document.querySelectorAll("#list li")) {
      const text = item.dataset.words.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
      left += !item.hidden;
      const article = $(item.querySelector("a").hash.slice(1));
      if (article) article.hidden = item.hidden;
    }
    for (const one of document.querySelectorAll(".language")) one.hidden = !one.querySelector("li:not([hidden])");
    say(words.length ? `${left} ${left === 1 ? "template" : "templates"} with “${box.value.trim()}”` : "");
  };

  // The page renews itself when a file is saved: list and proofs are exchanged, everything else stays.
  const renew = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) return sayShortly(await answer.text());
    const text = (await answer.text()).replace(/<(style|script)\b[^]*?<\/\1>/g, ""); // those of this page stay
    const page = new DOMParser().parseFromString(text, "text/html");
    const before = new Map([...document.querySelectorAll("article")].map((one) => [one.id, one.textContent]));
    const held = current() && inView(current()) ? current() : shown().find(inView);
    const top = held ? held.getBoundingClientRect().top : 0, listTop = $("list").scrollTop;
    const focused = document.activeElement?.id, link = document.activeElement?.hash, marked = current()?.id;
    for (const id of ["list", "proofs"]) $(id).replaceChildren(...document.importNode(page.getElementById(id), true).childNodes);
    document.body.dataset.version = page.body.dataset.version;
    const changed = [...document.querySelectorAll("article")].filter((one) => before.get(one.id) !== one.textContent);
    for (const one of changed) one.querySelector(".changed").hidden = false;
    filter();
    mark(marked && $(marked));
    $("list").scrollTop = listTop;
    const again = held && $(held.id);
    if (again) scrollBy(0, again.getBoundingClientRect().top - top);
    if (focused && focused !== document.activeElement.id) $(focused)?.focus({ preventScroll: true });
    else if (link) linkTo(link.slice(1))?.focus({ preventScroll: true });
    const names = changed.map((one) => one.querySelector("h2").textContent);
    sayShortly(names.length ? `Set again: ${names.slice(0, 3).join(", ")}${names.length > 3 ? " …" : ""}` : "Set again.");
  };
  const look = async () => {
    let wait = 1000;
    try {
      const answer = await fetch(`${location.pathname}version`, { cache: "no-store" });
      if (answer.ok && (await answer.text()) !== document.body.dataset.version) await renew();
    } catch {
      say("The workshop has ended. Start it again, and open the address that it prints.");
      wait = 5000;
    }
    setTimeout(look, wait);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select, textarea");
    const act = (what) => { event.preventDefault(); what(); };
    if (event.target === box && event.key === "Escape") act(() => { box.value = ""; filter(); box.blur(); });
    else if (event.target === box && (event.key === "ArrowDown" || event.key === "Enter")) act(() => goInList(1));
    else if (typing) return;
    else if (event.key === "/") act(() => { box.focus(); box.select(); });
    else if (event.key === "j") act(() => go(1));
    else if (event.key === "k") act(() => go(-1));
    else if (event.target.closest("#list") && event.key === "ArrowDown") act(() => goInList(1));
    else if (event.target.closest("#list") && event.key === "ArrowUp") act(() => goInList(-1));
    else if (event.key === "Escape" && box.value) act(() => { box.value = ""; filter(); });
  });
  document.addEventListener("focusin", (event) => {
    const article = event.target.closest("article");
    if (article) mark(article);
  });
  addEventListener("hashchange", () => mark(document.activeElement.closest("article") || $(location.hash.slice(1))));
  box.addEventListener("input", filter);
  $("filtering").hidden = $("keys").hidden = false;
  mark(location.hash ? $(location.hash.slice(1)) : null);
  setTimeout(look, 1000);
})();
