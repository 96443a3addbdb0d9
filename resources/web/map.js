"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (from, what) => Array.from(from.querySelectorAll(what));
  const SVG = "http://www.w3.org/2000/svg";
  const LEAST = 0.04, MOST = 6;
  const narrow = window.matchMedia("(max-width:760px)");
  const panel = $("details"), find = $("find"), pick = $("pick"), told = $("told");
  const say = document.body.dataset;
  const paged = document.body.classList.contains("paged");
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name]);

  const ADDRESS = /(?:https?:\/\/|mailto:)[^\s<>"“”«»\\^`{|}\u200b]*[^\s<>"“”«»\\^`{|}\u200b.,;:!?')\]]/gi;

  /** Puts a text into an element, its addresses as links; nothing else in it is markup. */
  function write(element, text) {
    let end = 0;
    for (const found of text.matchAll(ADDRESS)) {
      const link = document.createElement("a");
      link.href = link.textContent = found[0];
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      element.append(text.slice(end, found.index), link);
      end = found.index + found[0].length;
    }
    element.append(text.slice(end));
  }

  /** The place of a group on its sheet, in units of the drawing. */
  function boxOf(group) {
    const moved = group.transform.baseVal.numberOfItems ? group.transform.baseVal.getItem(0).matrix : { e: 0, f: 0 };
    const own = group.getBBox();
    return { x: own.x + moved.e, y: own.y + moved.f, width: own.width, height: own.height };
  }

  class Sheet {
    constructor(area) {
      this.area = area;
      this.sheet = area.querySelector(".sheet");
      this.marks = area.querySelector(".marks");
      this.scale = 1;
      this.phase = 0;
      const told = this.sheet.dataset;
      [this.width, this.height, this.top, this.head, this.from, this.rail] =
        ["width", "height", "top", "head", "from", "rail"].map((name) => parseFloat(told[name]));
      const whole = area.querySelector(".whole");
      const role = (name) => all(whole, `g[data-role="${name}"]`);
      this.phases = role("phase").map((group) => ({ name: group.dataset.name || "", box: this.columns(group) }));
      this.steps = role("step").map((group) => ({ name: group.dataset.name || "", box: this.columns(group) }));
      this.cards = all(whole, 'g[data-role="card"],g[data-role="point"]').filter((each) => each.dataset.id);
      this.known = new Map(all(area, ".known li").map((each) => [each.dataset.for, each]));
      this.cards.forEach((each, place) => {
        each.setAttribute("role", "button");
        each.setAttribute("tabindex", place ? "-1" : "0");
      });
      this.seen = false;
      area.addEventListener("scroll", () => this.scrolled(), { passive: true });
    }

    /** What the layout calls the width of a phase or step: ink may reach beyond it. */
    columns(group) {
      return { x: parseFloat(group.dataset.x), width: parseFloat(group.dataset.width) };
    }

    /** What lies over the map at its edges, in pixels. */
    frame() {
      const open = !panel.hidden;
      return {
        left: narrow.matches ? 0 : this.rail * this.scale,
        top: this.head * this.scale,
        right: open && !narrow.matches ? panel.offsetWidth + 24 : 0,
        bottom: open && narrow.matches ? panel.offsetHeight - $("tools").offsetHeight : 0,
      };
    }

    scrolled() {
      this.area.classList.toggle("beyond", this.area.scrollTop > this.top * this.scale + 1);
      const until = narrow.matches ? this.from + this.rail * 0.6 : this.from;
      this.area.classList.toggle("aside", this.area.scrollLeft > until * this.scale + 1);
    }

    zoom(scale, x = this.area.clientWidth / 2, y = this.area.clientHeight / 2) {
      const area = this.area, before = this.sheet.getBoundingClientRect(), box = area.getBoundingClientRect();
      const old = this.scale;
      this.fitted = false;
      this.scale = Math.min(MOST, Math.max(LEAST, scale));
      this.sheet.style.setProperty("--s", this.scale);
      const after = this.sheet.getBoundingClientRect();
      const atX = (x + box.left - before.left) / old, atY = (y + box.top - before.top) / old;
      area.scrollLeft += after.left + atX * this.scale - (x + box.left);
      area.scrollTop += after.top + atY * this.scale - (y + box.top);
      $("percent").textContent = Math.round(this.scale * 100) + " %";
      this.scrolled();
    }

    fit() {
      const area = this.area;
      this.zoom(Math.min(area.clientWidth / this.width, area.clientHeight / this.height));
      this.fitted = true;
    }

    /** As it is first seen: readable, from the top left. */
    begin() {
      const across = this.area.clientWidth / this.width;
      this.zoom(narrow.matches ? 0.8 : Math.min(1, Math.max(0.6, across)));
      this.area.scrollTo(0, 0);
      this.seen = true;
    }

    smoothly(move) {
      this.area.classList.add("smooth");
      move();
      this.area.classList.remove("smooth");
    }

    reveal(box) {
      const area = this.area, edge = this.frame(), s = this.scale;
      const shift = (start, size, scroll, room, before, after) => {
        const first = scroll + before + 12, last = scroll + room - after - 12;
        if (start >= first && start + size <= last) { return scroll; }
        return start + size / 2 - before - (room - before - after) / 2;
      };
      // Where the map is smaller than its area it does not begin at the left edge.
      const off = this.sheet.offsetLeft, down = this.sheet.offsetTop;
      const left = shift(off + box.x * s, box.width * s, area.scrollLeft, area.clientWidth, edge.left, edge.right);
      const top = shift(down + box.y * s, box.height * s, area.scrollTop, area.clientHeight, edge.top, edge.bottom);
      this.smoothly(() => area.scrollTo(left, top));
    }

    draw(name, box, grow) {
      const made = document.createElementNS(SVG, "rect");
      const values = { class: name, x: box.x - grow, y: box.y - grow, width: Math.max(0, box.width + 2 * grow),
        height: Math.max(0, box.height + 2 * grow), rx: grow ? 8 : 0 };
      Object.keys(values).forEach((key) => made.setAttribute(key, values[key]));
      this.marks.appendChild(made);
      return made;
    }

    clear(name) { all(this.marks, name).forEach((each) => each.remove()); }

    /** A phase in full width, the others paler; 0 is the whole map. */
    go(place) {
      this.phase = Math.min(this.phases.length, Math.max(0, place));
      this.clear(".veil");
      pick.value = String(this.phase);
      $("before").disabled = this.phase === 0;
      $("after").disabled = this.phase === this.phases.length;
      if (!this.phase) {
        this.fit();
        told.textContent = say.whole;
        return;
      }
      const { name, box } = this.phases[this.phase - 1];
      const rail = narrow.matches ? 0 : this.rail, low = narrow.matches ? 0.5 : 0.45;
      const scale = Math.min(1.25, Math.max(low, (this.area.clientWidth - 8) / (rail + box.width + 12)));
      const begins = this.area.scrollTop <= this.top * this.scale + 1;
      this.zoom(scale);
      const left = this.from + this.rail, end = this.width - box.x - box.width;
      this.draw("veil", { x: left, y: 0, width: box.x - left, height: this.height }, 0);
      this.draw("veil", { x: box.x + box.width, y: 0, width: end, height: this.height }, 0);
      // Who has not gone down yet begins with the first lane.
      const down = begins ? this.sheet.offsetTop + this.top * scale : this.area.scrollTop;
      this.smoothly(() => this.area.scrollTo(this.sheet.offsetLeft + (box.x - 6 - rail) * scale, down));
      told.textContent = filled(say.phase, { number: this.phase, count: this.phases.length, name });
    }

    /** Ends the look at one phase where something beyond it is shown. */
    leave(box) {
      if (!this.phase) { return; }
      const phase = this.phases[this.phase - 1].box;
      if (box.x + box.width > phase.x && box.x < phase.x + phase.width) { return; }
      this.phase = 0;
      this.clear(".veil");
      pick.value = "0";
      $("before").disabled = true;
      $("after").disabled = !this.phases.length;
    }

    /** Where a card stands, in words. */
    where(group) {
      const box = boxOf(group), row = group.closest("[data-lane]");
      const inside = (each) => Math.min(each.box.x + each.box.width, box.x + box.width) -
        Math.max(each.box.x, box.x) > Math.min(12, box.width / 3);
      const names = (list) => {
        const found = list.filter(inside).map((each) => each.name).filter(Boolean);
        return found.length > 1 ? `${found[0]} – ${found[found.length - 1]}` : found.join("");
      };
      return [row && row.dataset.lane, names(this.phases), names(this.steps)].filter(Boolean).join(" · ");
    }
  }

  const sheets = all(document, ".map").map((area) => new Sheet(area));
  const tabs = all(document, ".tab");
  let now = 0, hits = [], at = -1, fresh = false, chosen = null;
  const here = () => sheets[now];

  function show(place) {
    choose(null);
    now = place;
    sheets.forEach((each, index) => { each.area.hidden = index !== place; });
    tabs.forEach((each, index) => {
      each.setAttribute("aria-selected", String(index === place));
      each.tabIndex = index === place ? 0 : -1;
    });
    const sheet = here();
    pick.textContent = "";
    if (paged) {
      sheets.forEach((each, index) => {
        const name = each.area.getAttribute("aria-label") || "";
        pick.appendChild(new Option(`${index + 1}. ${name}`, String(index)));
      });
      pick.value = String(place);
      $("before").disabled = place === 0;
      $("after").disabled = place === sheets.length - 1;
      told.textContent = filled(say.page, {
        number: place + 1, count: sheets.length, name: here().area.getAttribute("aria-label") || "" });
      here().fit();
      search();
      return;
    }
    [say.whole, ...sheet.phases.map((each, index) => each.name || String(index + 1))].forEach((name, index) => {
      pick.appendChild(new Option(name, String(index)));
    });
    if (!sheet.seen) { sheet.begin(); }
    pick.value = String(sheet.phase);
    $("before").disabled = sheet.phase === 0;
    $("after").disabled = sheet.phase === sheet.phases.length;
    $("percent").textContent = Math.round(sheet.scale * 100) + " %";
    search();
  }

  /** To a phase, or where pages are shown to a page. */
  function turn(to) {
    if (!paged) { here().go(to); return; }
    if (to >= 0 && to < sheets.length && to !== now) { show(to); }
  }
  const place = () => (paged ? now : here().phase);

  function choose(group, focus) {
    const sheet = here();
    if (sheet) { sheet.clear(".chosen"); }
    chosen = group;
    panel.hidden = !group;
    if (!group) { return; }
    sheet.cards.forEach((each) => each.setAttribute("tabindex", each === group ? "0" : "-1"));
    const known = sheet.known.get(group.dataset.id), body = $("said");
    $("where").textContent = sheet.where(group);
    body.textContent = "";
    const add = (name, kind, text) => {
      const made = document.createElement(name);
      made.className = kind;
      write(made, text);
      body.appendChild(made);
      return made;
    };
    const lines = known ? all(known, "b,span").map((each) => each.textContent) : [group.getAttribute("aria-label") || ""];
    add("h2", "", lines[0]);
    const picture = group.querySelector('use[data-picture]');
    if (picture) { body.appendChild(shot(picture)); }
    lines.slice(1).forEach((line) => add("p", "meta", line));
    const notes = known && known.querySelector("q");
    if (notes) {
      const part = add("div", "notes", ""), title = document.createElement("b"), text = document.createElement("p");
      title.textContent = say.notes;
      write(text, notes.textContent);
      part.append(title, text);
    }
    panel.scrollTop = 0;
    const box = boxOf(group);
    sheet.leave(box);
    sheet.draw("chosen", box, 3);
    sheet.reveal(box);
    if (focus) { group.focus({ preventScroll: true }); }
  }

  /** The picture of a card, as wide as the panel. */
  function shot(use) {
    const made = document.createElementNS(SVG, "svg"), copy = document.createElementNS(SVG, "use");
    const [wide, high] = use.dataset.picture.split(" ").map(Number);
    made.setAttribute("class", "shot");
    made.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    copy.setAttribute("href", use.getAttribute("href") || use.getAttribute("xlink:href"));
    copy.setAttribute("transform", `scale(${wide} ${high})`);
    made.appendChild(copy);
    return made;
  }

  function search() {
    const sheet = here(), wanted = find.value.trim().toLocaleLowerCase();
    sheets.forEach((each) => each.clear(".hit"));
    at = -1;
    fresh = false;
    hits = !wanted ? [] : sheet.cards.filter((each) => {
      const known = sheet.known.get(each.dataset.id);
      const text = `${each.getAttribute("aria-label") || ""} ${known ? known.textContent : ""}`;
      return text.toLocaleLowerCase().includes(wanted);
    });
    hits = hits.map((group) => ({ group, mark: sheet.draw("hit", boxOf(group), 3) }));
    find.parentNode.classList.toggle("some", Boolean(wanted));
    count();
  }

  function count() {
    $("count").textContent = !find.value.trim() ? "" : !hits.length ? say.none :
      filled(say.found, { number: Math.max(0, at) + 1, count: hits.length });
    hits.forEach((each, index) => each.mark.classList.toggle("at", index === at));
  }

  function next(by) {
    if (!hits.length) { return; }
    if (!fresh) { at = at < 0 ? (by > 0 ? 0 : hits.length - 1) : (at + by + hits.length) % hits.length; }
    fresh = false;
    count();
    choose(hits[at].group);
  }

  function step(by) {
    const list = here().cards;
    if (!list.length) { return; }
    choose(list[(list.indexOf(chosen) + by + list.length) % list.length], true);
  }

  /** The nearest card in the direction of an arrow key. */
  function toward(group, key) {
    const from = boxOf(group), x = from.x + from.width / 2, y = from.y + from.height / 2;
    let best = null, least = Infinity;
    for (const each of here().cards) {
      if (each === group) { continue; }
      const box = boxOf(each), dx = box.x + box.width / 2 - x, dy = box.y + box.height / 2 - y;
      const [ahead, beside] = key === "ArrowRight" ? [dx, dy] : key === "ArrowLeft" ? [-dx, dy] :
        key === "ArrowDown" ? [dy, dx] : [-dy, dx];
      const far = ahead + 2.5 * Math.abs(beside);
      if (ahead > 4 && far < least) { least = far; best = each; }
    }
    return best;
  }

  find.addEventListener("input", () => {
    search();
    if (hits.length) {
      at = 0;
      fresh = true;
      count();
      here().reveal(boxOf(hits[0].group));
    }
  });
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { next(event.shiftKey ? -1 : 1); find.focus(); }
    if (event.key === "Escape") { find.value = ""; search(); choose(null); here().area.focus(); }
  });
  const press = (id, act) => $(id).addEventListener("click", act);
  press("clear", () => { find.value = ""; search(); find.focus(); });
  press("in", () => here().zoom(here().scale * 1.25));
  press("out", () => here().zoom(here().scale / 1.25));
  press("percent", () => here().zoom(1));
  press("fit", () => here().fit());
  press("before", () => turn(place() - 1));
  press("after", () => turn(place() + 1));
  press("close", () => { const was = chosen; choose(null); if (was) { was.focus({ preventScroll: true }); } });
  press("earlier", () => step(-1));
  press("later", () => step(1));
  press("print", () => window.print());
  press("help", () => $("keys").showModal());
  press("thanks", () => $("keys").close());
  pick.addEventListener("change", () => turn(Number(pick.value)));
  tabs.forEach((each, index) => {
    each.addEventListener("click", () => show(index));
    each.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (by) { show((index + by + tabs.length) % tabs.length); tabs[now].focus(); event.preventDefault(); }
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) { return; }
    if (event.target.closest("input,select")) { return; }
    const sheet = here(), card = event.target.closest('g[role="button"]'), key = event.key;
    const acts = {
      PageDown: () => turn(place() + 1), PageUp: () => turn(place() - 1), Home: () => turn(0),
      "+": () => sheet.zoom(sheet.scale * 1.25), "=": () => sheet.zoom(sheet.scale * 1.25),
      "-": () => sheet.zoom(sheet.scale / 1.25), 0: () => sheet.fit(), 1: () => sheet.zoom(1),
      "/": () => { find.focus(); find.select(); }, "?": () => $("keys").showModal(), Escape: () => choose(null),
      n: () => next(1), p: () => next(-1),
    };
    let act = acts[key];
    if (card && (key === "Enter" || key === " ")) { act = () => choose(card); }
    if (card && key.startsWith("Arrow")) {
      act = () => {
        const to = toward(card, key);
        if (!to) { return; }
        if (chosen) { choose(to, true); return; }
        card.setAttribute("tabindex", "-1");
        to.setAttribute("tabindex", "0");
        sheet.reveal(boxOf(to));
        to.focus({ preventScroll: true });
      };
    }
    if (paged && !card && (key === "ArrowRight" || key === "ArrowLeft" || key === " ")) {
      act = () => turn(place() + (key === "ArrowLeft" ? -1 : 1));
    }
    if (act) { act(); event.preventDefault(); }
  });
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest && event.target.closest('g[role="button"]');
    sheets.forEach((each) => each.clear(".focus"));
    if (card && card.matches(":focus-visible")) { here().draw("chosen focus", boxOf(card), 4); here().reveal(boxOf(card)); }
  });
  document.addEventListener("focusout", () => sheets.forEach((each) => each.clear(".focus")));

  sheets.forEach((sheet) => {
    const area = sheet.area;
    let from = null, moved = false, fingers = null;
    area.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) { return; }
      event.preventDefault();
      const box = area.getBoundingClientRect();
      const by = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
      sheet.zoom(sheet.scale * Math.exp(-by / 300), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    area.addEventListener("pointerdown", (event) => {
      moved = false;
      if (event.pointerType !== "mouse" || event.button > 1) { return; }
      from = { x: event.clientX, y: event.clientY, left: area.scrollLeft, top: area.scrollTop };
    });
    window.addEventListener("pointermove", (event) => {
      if (!from) { return; }
      const dx = event.clientX - from.x, dy = event.clientY - from.y;
      if (!moved && Math.abs(dx) + Math.abs(dy) > 5) { moved = true; area.classList.add("grab"); }
      if (moved) { area.scrollTo(from.left - dx, from.top - dy); }
    });
    window.addEventListener("pointerup", () => { from = null; area.classList.remove("grab"); });
    // Two fingers: what is between them stays between them.
    const spread = (touches) => {
      const [a, b] = touches, box = area.getBoundingClientRect();
      return { far: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
        x: (a.clientX + b.clientX) / 2 - box.left, y: (a.clientY + b.clientY) / 2 - box.top };
    };
    area.addEventListener("touchstart", (event) => {
      fingers = event.touches.length === 2 ? { ...spread(event.touches), scale: sheet.scale } : null;
    }, { passive: true });
    area.addEventListener("touchmove", (event) => {
      if (!fingers || event.touches.length !== 2) { return; }
      event.preventDefault();
      const to = spread(event.touches);
      sheet.zoom(fingers.scale * to.far / Math.max(1, fingers.far), to.x, to.y);
      area.scrollLeft -= to.x - fingers.x;
      area.scrollTop -= to.y - fingers.y;
      fingers.x = to.x;
      fingers.y = to.y;
    }, { passive: false });
    area.addEventListener("touchend", () => { fingers = null; }, { passive: true });
    ["gesturestart", "gesturechange"].forEach((name) => area.addEventListener(name, (event) => event.preventDefault()));
    area.addEventListener("click", (event) => {
      if (moved) { return; }
      const top = event.target.closest(".top");
      if (top) {
        const x = (event.clientX - top.getBoundingClientRect().left) / sheet.scale;
        const place = sheet.phases.findIndex(({ box }) => x >= box.x && x < box.x + box.width);
        if (place >= 0) { sheet.go(place + 1 === sheet.phase ? 0 : place + 1); }
        return;
      }
      const group = event.target.closest('g[role="button"]');
      choose(group);
    });
  });
  let wide = window.innerWidth;
  window.addEventListener("resize", () => {
    const turned = window.innerWidth !== wide;
    wide = window.innerWidth;
    if (here().fitted) { here().fit(); return; }
    if (turned && here().phase && !chosen) { here().go(here().phase); }
  });

  /** "#map=2&phase=1&card=…&find=…" opens the page at a place. */
  function open() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const map = Number(asked.get("map") || 1) - 1;
    show(map >= 0 && map < sheets.length ? map : 0);
    if (asked.has("zoom")) { here().zoom(Number(asked.get("zoom")) / 100 || 1); here().area.scrollTo(0, 0); }
    if (asked.has("phase")) { here().go(Number(asked.get("phase")) || 0); }
    if (asked.has("find")) { find.value = asked.get("find"); search(); next(1); }
    const card = here().cards.find((each) => each.dataset.id === asked.get("card"));
    if (card) { choose(card); }
    if (asked.has("x")) { here().area.scrollTo(Number(asked.get("x")), Number(asked.get("y"))); }
  }
  document.body.classList.add("live");
  open();
  window.addEventListener("hashchange", open);
})();
