// What runs in the browser: every choice is an address; this file follows addresses, joins the table's
// values to the names that the browser already holds, and searches those names.
(function () {
  "use strict";
  const noUpdate = () => window.dash_clientside.no_update;
  const LEVELS = ["province", "prefecture", "county"];
  let shared = null; // what the server said of the view on screen: texts, marked unit, index address
  let indexes = {};

  // ---- addresses -------------------------------------------------------------------------------
  function go(query) {
    const address = "/" + (query ? "?" + query.replace(/^\?/, "") : "");
    if (address === location.pathname + location.search) return;
    history.pushState({}, "", address);
    dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }
  const asked = (name) => new URLSearchParams(location.search).get(name);
  function change(changes) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    go(query.toString());
  }
  function drill(adcode) {
    change({ place: adcode, level: "", select: "", flow: "" });
  }
  function mark(adcode) {
    if (!shared || adcode === shared.place) return;
    if (adcode === shared.select) return drill(adcode);
    change({ select: adcode, level: shared.level, panel: "", flow: "" });
  }
  // A flow is named by the adcodes of its ends; the same once more takes the mark away.
  function markFlow(id) {
    change({ flow: shared && id === shared.flow ? "" : id, panel: "" });
  }

  // ---- playing the years: the links of the line are followed one after another ------------------
  const STEP_MS = 1200; // from one year, drawn, to the next
  let playing = 0; // number of the run that goes on, 0 for none; a stopped one finds another number
  let runs = 0;
  let answered = 0; // views that the server has sent
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  function stopPlaying() {
    playing = 0;
    showPlaying();
  }
  function showPlaying() {
    document.getElementById("atlas").classList.toggle("playing", Boolean(playing));
    const button = document.getElementById("play");
    if (button) button.setAttribute("aria-pressed", String(Boolean(playing)));
  }
  function mapIsDrawn() {
    const busy = document.querySelector("#progress.busy");
    return !busy && window.atlasMap.stands();
  }
  function nextYear(first) {
    const years = [...document.querySelectorAll("#years .line a")];
    const at = years.findIndex((year) => year.hasAttribute("aria-current"));
    return years[at + 1] || (first ? years[0] : null);
  }
  async function play() {
    const run = (playing = ++runs);
    showPlaying();
    const breaks = document.getElementById("play").dataset.breaks;
    for (let year = nextYear(true); year; year = nextYear(false)) {
      const before = answered;
      const query = new URL(year.href).searchParams;
      if (!query.has("breaks")) query.set("breaks", breaks);
      go(query.toString());
      while (playing === run && (answered === before || !mapIsDrawn())) await wait(50);
      await wait(STEP_MS);
      if (playing !== run) return;
    }
    stopPlaying();
  }
  for (const input of ["pointerdown", "keydown", "popstate"]) {
    addEventListener(
      input,
      (event) => {
        const button = event.target.closest && event.target.closest("#play");
        if (playing && !button) stopPlaying();
      },
      true
    );
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-nav]");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      document.querySelectorAll("details.picker[open]").forEach((d) => d.removeAttribute("open"));
      closeSearch();
      go(new URL(link.href).search);
      return;
    }
    if (event.target.closest("#play")) playing ? stopPlaying() : play();
    if (event.target.closest("#skip")) {
      event.preventDefault();
      enterTable();
    }
    const copied = event.target.closest("[data-copy]");
    if (copied) copy(copied);
    if (event.target.closest("#rail-toggle")) toggle("no-rail");
    if (event.target.closest("#panel-toggle")) toggle(narrow() ? "panel-over" : "no-panel");
    if (!event.target.closest(".picker")) {
      document.querySelectorAll("details.picker[open]").forEach((d) => d.removeAttribute("open"));
    }
    if (!event.target.closest(".search")) closeSearch();
  });
  // Breaks of one's own: any spaces and Chinese commas are taken for commas.
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "breaks-form") return;
    event.preventDefault();
    const typed = document.getElementById("breaks").value;
    change({ breaks: typed.split(/[\s,，、;；]+/).filter(Boolean).join(",") });
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA)$/.test(event.target.tagName);
    const row = event.target.closest("#table .ag-row");
    if (row && event.key === "Enter") return takeRow(row.getAttribute("row-id"));
    if (row && event.key === "Escape") backToRow = "";
    if (event.key === "/" && !typing) {
      event.preventDefault();
      document.getElementById("search").focus();
    } else if (event.key === "Escape") {
      if (typing) closeSearch();
      else if (asked("flow")) change({ flow: "" });
      else if (asked("select")) change({ select: "" });
      else {
        const up = [...document.querySelectorAll("#crumbs a")].pop();
        if (up) up.click();
      }
    } else if (/^Arrow(Left|Right)$/.test(event.key) && event.target.closest("#years .line")) {
      event.preventDefault();
      const years = [...document.querySelectorAll("#years .line a")];
      const year = years[years.indexOf(event.target) + (event.key === "ArrowRight" ? 1 : -1)];
      if (year) {
        year.focus();
        year.click();
      }
    } else if (event.key === "ArrowDown" && event.target.id === "search") {
      event.preventDefault();
      const first = document.querySelector("#suggestions a");
      if (first) first.focus();
    } else if (event.key === "Enter" && event.target.id === "search") {
      const first = document.querySelector("#suggestions a");
      if (first) first.click();
    } else if (/^Arrow(Up|Down)$/.test(event.key) && event.target.closest("#suggestions")) {
      event.preventDefault();
      const links = [...document.querySelectorAll("#suggestions a")];
      const at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      (links[at] || document.getElementById("search")).focus();
    }
  });
  let unfolded = false;
  document.addEventListener(
    "toggle",
    (event) => {
      if (event.target.id === "share" && event.target.open) fillShare();
      if (event.target.matches("#rail .scope")) unfolded = event.target.open;
      if (event.target.id !== "table-box" || !shared || event.target.open === shared.open) return;
      shared.open = event.target.open;
      change({ table: event.target.open ? "open" : "" });
    },
    true
  );
  // Rail and panel can be put away; on a middling screen the panel lies over the map.
  const narrow = () => matchMedia("(max-width: 1180px)").matches;
  function toggle(name, on) {
    const classes = document.getElementById("atlas").classList;
    if (classes.contains(name) === on) return;
    classes.toggle(name, on);
    if (name !== "panel-over") dispatchEvent(new Event("resize"));
  }
  // Tell when the server is away: Dash itself keeps silent about it.
  const send = window.fetch;
  window.fetch = async (...asked) => {
    const address = String(asked[0].url || asked[0]);
    if (!address.includes("_dash-update-component")) return send(...asked);
    try {
      const answer = await send(...asked);
      offline(answer.status >= 500);
      return answer;
    } catch (error) {
      offline(true);
      throw error;
    }
  };
  function offline(away) {
    const note = document.getElementById("offline");
    if (note && shared) note.textContent = away ? shared.text.offline : "";
  }
  // ---- sharing: the address of the view, and the code of a frame with its map ---------------------
  function fillShare() {
    if (!shared) return;
    const quoted = (text) => text.replace(/[&"<>]/g, (c) => `&#${c.charCodeAt(0)};`);
    const title = quoted(shared.map_title);
    const source = quoted(location.origin + shared.alone);
    document.getElementById("share-link").value = location.href;
    document.getElementById("share-embed").value =
      `<iframe src="${source}" title="${title}" width="960" height="640" style="border:0" loading="lazy"></iframe>`;
  }
  async function copy(button) {
    const field = document.getElementById(button.dataset.copy);
    field.select(); // where the clipboard is closed to us, the reader copies by hand
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      return;
    }
    const before = button.textContent;
    button.textContent = shared.text.copied;
    setTimeout(() => (button.textContent = before), 1500);
  }
  // The map alone, in a frame of another page: the style sheet puts everything else away.
  const embedded = new URLSearchParams(location.search).get("embed") === "1";
  document.documentElement.classList.toggle("embed", embedded);

  // ---- names that the browser holds --------------------------------------------------------------
  function index(url) {
    if (!indexes[url]) {
      const loading = fetch(url).then((answer) => {
        if (!answer.ok) throw new Error(url + ": " + answer.status);
        return answer.json();
      });
      loading.catch(() => delete indexes[url]);
      indexes = { [url]: loading };
    }
    return indexes[url];
  }
  const field = (content, row, name) => row[content.fields.indexOf(name)];
  const shownName = (content, row, lang) =>
    field(content, row, lang === "en" ? "name_en" : "name") || field(content, row, "name");

  // ---- search ----------------------------------------------------------------------------------
  function closeSearch() {
    const list = document.getElementById("suggestions");
    if (list) list.classList.remove("open");
  }
  function score(query, name, english, pinyin, initials) {
    if (name === query) return 0;
    if (name.startsWith(query)) return 1;
    if (english && english.toLowerCase().startsWith(query)) return 1;
    if (initials === query) return 2;
    if (pinyin && pinyin.startsWith(query)) return 2;
    if (name.includes(query)) return 3;
    if (initials && initials.startsWith(query)) return 4;
    if (pinyin && query.length > 3 && pinyin.includes(query)) return 5;
    return -1;
  }
  function found(content, query, lang) {
    const hits = [];
    LEVELS.forEach((level, depth) => {
      for (const row of content.levels[level]) {
        const s = score(query, ...["name", "name_en", "pinyin", "initials"].map((f) => field(content, row, f)));
        if (s >= 0) hits.push({ s: s + depth / 10, level, adcode: row[0], name: shownName(content, row, lang), row });
      }
    });
    for (const [name, pinyin, initials, level, adcode] of content.clusters) {
      const s = score(query, name, "", pinyin, initials);
      if (s >= 0) hits.push({ s: s + 0.5, level: "cluster", adcode, name, home: level });
    }
    hits.sort((a, b) => a.s - b.s);
    const first = (hit) => hits.find((h) => h.level !== "cluster" && h.adcode === hit.adcode) === hit;
    return hits.filter((hit) => hit.level === "cluster" || first(hit)).slice(0, 10);
  }
  function pathOf(content, hit, lang) {
    if (!hit.row) return "";
    const codes = [field(content, hit.row, "province"), field(content, hit.row, "prefecture")];
    return ["province", "prefecture"]
      .map((level, i) => content.levels[level].find((row) => row[0] === codes[i]))
      .filter((row) => row && row[0] !== hit.adcode)
      .map((row) => shownName(content, row, lang))
      .filter((name, i, all) => all.indexOf(name) === i)
      .join(" › ");
  }
  function suggestion(content, hit, lang, text) {
    const query = new URLSearchParams(location.search);
    for (const name of ["level", "select", "panel", "flow"]) query.delete(name);
    query.set("place", hit.adcode);
    const span = (children, className) => ({
      type: "Span", namespace: "dash_html_components", props: { children, className },
    });
    const parts = [span(hit.name, "hit"), span(pathOf(content, hit, lang), "where"), span(text[hit.level], "kind")];
    const link = {
      type: "A", namespace: "dash_html_components",
      props: { children: parts, href: "/?" + query, "data-nav": "view", role: "option" },
    };
    return { type: "Li", namespace: "dash_html_components", props: { children: link } };
  }
  async function suggest(typed, values) {
    const query = (typed || "").trim().toLowerCase();
    const list = document.getElementById("suggestions");
    if (!query || !values) {
      closeSearch();
      return [];
    }
    const content = await index(values.index);
    list.classList.add("open");
    const hits = found(content, query, values.lang);
    if (!hits.length) {
      return [{ type: "Li", namespace: "dash_html_components", props: { children: values.text.none, className: "none" } }];
    }
    return hits.map((hit) => suggestion(content, hit, values.lang, values.text));
  }

  // ---- table twin ------------------------------------------------------------------------------
  function parentOf(content, row, level, lang) {
    const upper = level === "county" ? "prefecture" : "province";
    const code = field(content, row, upper);
    const above = content.levels[upper].find((other) => other[0] === code);
    return above ? shownName(content, above, lang) : "";
  }
  async function tableRows(values) {
    if (!values) return [noUpdate(), noUpdate(), noUpdate()];
    describe(values);
    if (!values.open) return [noUpdate(), noUpdate(), values.title];
    if (values.own) {
      focusRow(values.own);
      return [values.own, { ids: values.flow ? [values.flow] : [] }, values.title];
    }
    const content = await index(values.index);
    const [withinLevel, within] = values.within;
    const rows = content.levels[values.level]
      .filter((row) => withinLevel === "nation" || field(content, row, withinLevel) === within)
      .map((row) => {
        const residents = field(content, row, "residents") ?? null;
        const shown = {
          adcode: row[0],
          name: shownName(content, row, values.lang),
          parent: parentOf(content, row, values.level, values.lang),
          area: field(content, row, "area_km2"),
          residents,
          manufacturing_share: field(content, row, "manufacturing_share") ?? null,
        };
        const known = values.values[row[0]] || values.absent;
        values.fields.forEach((name, i) => { shown[name] = known[i]; });
        if (residents === null && "per_million" in shown) shown.per_million = null;
        if ("parks_count" in shown) shown.parks_per_area = shown.parks_count / shown.area * 10000;
        return shown;
      });
    focusRow(rows);
    return [rows, { ids: values.select ? [values.select] : [] }, values.title];
  }
  // By keyboard: Enter marks the row in focus, and goes down where it is marked; the focus stays in
  // the table, on the marked row or on the first one of the place that was gone to.
  let backToRow = null; // row to set the focus to when the rows have come; null: leave the focus
  function takeRow(id) {
    backToRow = id;
    if (shared && shared.own) markFlow(id);
    else mark(id);
  }
  function enterTable() {
    backToRow = shared ? shared.flow || shared.select : "";
    if (shared && shared.open) focusRow();
    else change({ table: "open" });
  }
  async function focusRow(rows = []) {
    const wanted = backToRow;
    backToRow = null;
    if (wanted === null) return;
    const grid = await window.dash_ag_grid.getApiAsync("table");
    const has = (row) => grid.getRowNode(row.adcode);
    for (let i = 0; i < 60 && !(grid.getDisplayedRowCount() && rows.slice(0, 1).every(has)); i++) await wait(50);
    const node = grid.getRowNode(wanted) || grid.getDisplayedRowAtIndex(0);
    const column = grid.getAllDisplayedColumns()[0];
    if (!node || !column) return;
    grid.ensureIndexVisible(node.rowIndex);
    grid.setFocusedCell(node.rowIndex, column);
  }
  function tableSelect(selected) {
    const row = Array.isArray(selected) && selected[0];
    if (row && shared && shared.own) {
      if (row.adcode !== shared.flow) markFlow(row.adcode);
    } else if (row && shared && row.adcode !== shared.select && row.adcode !== shared.place) {
      change({ select: row.adcode, level: shared.level, panel: "" });
    }
    return noUpdate();
  }
  function describe(values) {
    shared = values;
    answered += 1;
    showPlaying();
    document.documentElement.lang = values.lang;
    const brand = document.getElementById("brand");
    brand.textContent = values.text.brand;
    brand.href = values.home;
    document.title = values.text.document;
    document.getElementById("embed-title").textContent = values.map_title;
    const full = document.getElementById("embed-full");
    full.textContent = values.text.full;
    full.href = values.full;
    const search = document.getElementById("search");
    search.placeholder = values.text.placeholder;
    search.setAttribute("aria-label", values.text.placeholder);
    document.getElementById("table-box").open = values.open;
    // Choices that a reader has unfolded stay so when the rail is drawn anew.
    for (const fold of document.querySelectorAll("#rail .scope")) fold.open ||= unfolded;
    document.getElementById("rail-toggle").textContent = values.text.rail;
    document.getElementById("panel-toggle").textContent = values.text.panel;
    toggle("panel-over", Boolean(values.select || values.flow || values.sources));
    document.getElementById("skip").textContent = values.text.skip;
    document.getElementById("tabs").setAttribute("aria-label", values.text.layers);
    document.querySelector("nav.crumbs").setAttribute("aria-label", values.text.where);
    document.getElementById("map").setAttribute("role", "group");
    document.getElementById("map").setAttribute("aria-label", values.text.map);
    nameCanvas();
  }

  // ---- map -------------------------------------------------------------------------------------
  // The canvas takes the keyboard's focus, to be moved with the arrows; the summary tells what it shows.
  function nameCanvas() {
    const canvas = document.querySelector("#map canvas.maplibregl-canvas");
    if (!canvas || !shared) return;
    canvas.setAttribute("aria-label", shared.text.map);
    canvas.setAttribute("aria-describedby", "summary");
  }
  function mapClick(click) {
    const point = click && click.points && click.points[0];
    const place = point && String(point.location || point.customdata);
    if (place) place.includes("-") ? markFlow(place) : mark(place);
    return null;
  }
  function request(search) {
    const box = document.querySelector(".map-box");
    document.getElementById("table-box").open = new URLSearchParams(search).get("table") === "open";
    window.atlasMap.follow(nameCanvas);
    return {
      search: search || "",
      width: box ? box.clientWidth : 760,
      height: box ? box.clientHeight : 600,
    };
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    atlas: { request, mapClick, tableRows, tableSelect, suggest },
  });
})();
