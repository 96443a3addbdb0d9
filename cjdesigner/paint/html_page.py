"""The style and the script of an exported page; both are the same for every map."""

from __future__ import annotations

STYLE = """
*{box-sizing:border-box}
html,body{margin:0;height:100%}
body{display:flex;flex-direction:column;font:15px/1.4 system-ui,sans-serif;color:#1f2933;background:#eef0f3}
header{display:flex;flex-wrap:wrap;gap:8px;align-items:center;padding:8px 16px;background:#fff;
border-bottom:1px solid #d5d9e0}
h1{font-size:17px;margin:0 auto 0 0;overflow-wrap:anywhere}
button,input{font:inherit;min-height:36px;min-width:36px;padding:4px 10px;border:1px solid #b8bec8;border-radius:6px;
background:#fff;color:inherit}
button:focus-visible,input:focus-visible,main:focus-visible{outline:3px solid #2f5bea;outline-offset:1px}
.tab[aria-pressed=true]{background:#2f5bea;color:#fff;border-color:#2f5bea}
main{flex:1;overflow:auto;touch-action:pan-x pan-y}
main[hidden]{display:none}
main.grab{cursor:grabbing;user-select:none}
main svg{display:block;background:#fff}
g[data-role=card],g[data-role=point]{cursor:pointer}
g.hit{outline:3px solid #d9480f;outline-offset:2px}
g.chosen{outline:3px solid #2f5bea;outline-offset:2px}
aside{position:fixed;right:16px;bottom:16px;width:min(360px,calc(100vw - 32px));max-height:60vh;overflow:auto;
background:#fff;border:1px solid #b8bec8;border-radius:10px;padding:14px 18px;box-shadow:0 6px 24px #0003}
aside[hidden]{display:none}
aside p{margin:6px 0;white-space:pre-wrap;overflow-wrap:anywhere}
#said{font-weight:600;padding-right:40px}
#close{position:absolute;right:8px;top:8px}
@media print{header,aside{display:none!important}html,body{height:auto;display:block;background:#fff}
main,main[hidden]{display:block;overflow:visible;break-after:page}
main svg{width:100%!important;height:auto!important;max-height:98vh}
@page{size:landscape;margin:8mm}}
"""

SCRIPT = """
"use strict";
(function () {
  var maps = Array.prototype.slice.call(document.querySelectorAll("main"));
  var tabs = Array.prototype.slice.call(document.querySelectorAll(".tab"));
  var find = document.getElementById("find"), count = document.getElementById("count");
  var aside = document.getElementById("details");
  var said = document.getElementById("said"), notes = document.getElementById("notes");
  var now = 0, scales = maps.map(function () { return 1; }), hits = [], at = -1, moved = false;

  function drawing() { return maps[now].querySelector("svg"); }
  function size(svg) { return svg.viewBox.baseVal; }
  function zoom(scale, x, y) {
    var area = maps[now], svg = drawing(), old = scales[now];
    scale = Math.min(6, Math.max(0.05, scale));
    if (x === undefined) { x = area.clientWidth / 2; y = area.clientHeight / 2; }
    var left = (area.scrollLeft + x) / old, top = (area.scrollTop + y) / old;
    svg.setAttribute("width", size(svg).width * scale);
    svg.setAttribute("height", size(svg).height * scale);
    scales[now] = scale;
    area.scrollLeft = left * scale - x;
    area.scrollTop = top * scale - y;
  }
  function fit() {
    var area = maps[now], box = size(drawing());
    zoom(Math.min(area.clientWidth / box.width, area.clientHeight / box.height));
  }
  function show(place) {
    now = place;
    maps.forEach(function (each, index) { each.hidden = index !== place; });
    tabs.forEach(function (each, index) { each.setAttribute("aria-pressed", String(index === place)); });
    search();
  }
  function choose(group) {
    document.querySelectorAll(".chosen").forEach(function (each) { each.classList.remove("chosen"); });
    aside.hidden = !group;
    if (!group) { return; }
    group.classList.add("chosen");
    said.textContent = group.getAttribute("aria-label") || "";
    notes.textContent = "";
    var id = group.getAttribute("data-id");
    maps[now].querySelectorAll(".notes li").forEach(function (each) {
      if (each.getAttribute("data-for") === id) { notes.textContent = each.textContent; }
    });
  }
  function reveal(group) { group.scrollIntoView({ block: "center", inline: "center" }); }
  function search() {
    var wanted = find.value.trim().toLocaleLowerCase();
    hits.forEach(function (each) { each.classList.remove("hit"); });
    hits = [];
    at = -1;
    if (wanted) {
      maps[now].querySelectorAll("g[data-id]").forEach(function (each) {
        var text = (each.getAttribute("aria-label") || "") + " " + each.textContent;
        if (text.toLocaleLowerCase().indexOf(wanted) >= 0) { hits.push(each); each.classList.add("hit"); }
      });
    }
    count.textContent = wanted ? String(hits.length) : "";
  }
  function next(step) {
    if (!hits.length) { return; }
    at = (at + step + hits.length) % hits.length;
    reveal(hits[at]);
    choose(hits[at]);
  }
  find.addEventListener("input", function () { search(); if (hits.length) { at = 0; reveal(hits[0]); } });
  find.addEventListener("keydown", function (event) {
    if (event.key === "Enter") { next(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape") { find.value = ""; search(); choose(null); }
  });
  document.getElementById("in").addEventListener("click", function () { zoom(scales[now] * 1.25); });
  document.getElementById("out").addEventListener("click", function () { zoom(scales[now] / 1.25); });
  document.getElementById("fit").addEventListener("click", fit);
  document.getElementById("close").addEventListener("click", function () { choose(null); });
  tabs.forEach(function (each, index) { each.addEventListener("click", function () { show(index); }); });
  maps.forEach(function (area) {
    var from = null;
    area.addEventListener("wheel", function (event) {
      if (!event.ctrlKey && !event.metaKey) { return; }
      event.preventDefault();
      var box = area.getBoundingClientRect();
      zoom(scales[now] * Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    area.addEventListener("pointerdown", function (event) {
      moved = false;
      if (event.pointerType !== "mouse" || event.button !== 0) { return; }
      from = [event.clientX + area.scrollLeft, event.clientY + area.scrollTop, event.clientX, event.clientY];
    });
    area.addEventListener("pointermove", function (event) {
      if (!from) { return; }
      if (Math.abs(event.clientX - from[2]) + Math.abs(event.clientY - from[3]) > 5) {
        moved = true;
        area.classList.add("grab");
      }
      if (moved) {
        area.scrollLeft = from[0] - event.clientX;
        area.scrollTop = from[1] - event.clientY;
      }
    });
    window.addEventListener("pointerup", function () { from = null; area.classList.remove("grab"); });
    area.addEventListener("click", function (event) {
      if (moved) { return; }
      var group = event.target.closest("g[data-id]");
      choose(group && group.getAttribute("aria-label") ? group : null);
    });
    area.addEventListener("keydown", function (event) {
      if (event.key === "+" || event.key === "=") { zoom(scales[now] * 1.25); }
      if (event.key === "-") { zoom(scales[now] / 1.25); }
      if (event.key === "0") { fit(); }
      if (event.key === "Escape") { choose(null); }
    });
  });
  show(0);
})();
"""
