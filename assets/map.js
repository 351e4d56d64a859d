// What the map needs beside Plotly: a scale bar, lighter drawing, data that has not changed kept.
// `atlasMap.follow(named)` does it for each map object that Plotly makes, and calls `named` for it;
// `atlasMap.stands()` tells whether it is drawn.
(function () {
  "use strict";
  // ---- scale bar: one length for the whole map, which is drawn on an equal-area plane ------------
  function drawScale(zoom) {
    const metresPerPixel = (2 * Math.PI * 6378137) / (512 * 2 ** zoom);
    const longest = metresPerPixel * 110;
    const power = 10 ** Math.floor(Math.log10(longest));
    const metres = [5, 2, 1].map((n) => n * power).find((n) => n <= longest);
    const bar = document.getElementById("scalebar");
    bar.querySelector("span").style.width = metres / metresPerPixel + "px";
    bar.querySelector("b").textContent = metres >= 1000 ? metres / 1000 + " km" : metres + " m";
  }
  // Where there is no graphics card each frame costs: edges are drawn as lines of their own, so the
  // fills need no smoothing, and labels need not fade in.
  function lighten(map) {
    for (const layer of map.getStyle()?.layers ?? []) {
      if (layer.type === "fill" && map.getPaintProperty(layer.id, "fill-antialias") !== false) {
        map.setPaintProperty(layer.id, "fill-antialias", false);
      }
      // Names stand on whatever is drawn below them: a thin edge keeps them legible.
      if (layer.type === "symbol" && !map.getPaintProperty(layer.id, "text-halo-width")) {
        const light = /^(#fff|rgb\(255, 255, 255)/i.test(map.getPaintProperty(layer.id, "text-color"));
        map.setPaintProperty(layer.id, "text-halo-color", light ? "rgba(31,42,46,.55)" : "rgba(255,255,255,.75)");
        map.setPaintProperty(layer.id, "text-halo-width", 1.2);
      }
    }
  }
  // At each redraw Plotly hands every source its data anew, and MapLibre cuts and draws it anew. What is
  // as it was stays: of a national map most units.
  function keepUnchanged(map) {
    const add = map.addSource.bind(map);
    map.addSource = (id, content) => {
      const answer = add(id, content);
      skipUnchanged(map.getSource(id), content.data);
      return answer;
    };
    for (const [id, { data }] of Object.entries(map.getStyle()?.sources ?? {})) {
      skipUnchanged(map.getSource(id), data);
    }
  }
  function skipUnchanged(source, data) {
    if (!source || !source.setData) return;
    const set = source.setData.bind(source);
    let held = data;
    source.setData = (given, ...how) => {
      if (sameFeatures(held, given)) return source;
      held = given;
      return set(given, ...how);
    };
  }
  function sameFeatures(one, other) {
    const [a, b] = [one?.features, other?.features];
    if (!a || !b || a.length !== b.length) return false;
    return a.every((feature, i) =>
      feature.geometry.coordinates === b[i].geometry.coordinates &&
      JSON.stringify(feature.properties) === JSON.stringify(b[i].properties));
  }
  // Plotly makes a new map object when it draws the figure anew, so each plot may bring another.
  let followed = null;
  function follow(named) {
    const plot = document.querySelector("#map .js-plotly-plot");
    if (!plot || !plot.on) return setTimeout(follow, 100, named);
    if (plot.dataset.followed) return;
    plot.dataset.followed = "yes";
    plot.on("plotly_afterplot", () => improve(plot, named));
    improve(plot, named);
  }
  function improve(plot, named) {
    const map = plot._fullLayout?.map?._subplot?.map;
    if (!map || map === followed) return;
    followed = map;
    map._fadeDuration = 0;
    keepUnchanged(map);
    map.on("styledata", () => lighten(map));
    map.on("move", () => drawScale(map.getZoom()));
    lighten(map);
    named();
    drawScale(map.getZoom());
  }

  // Whether everything that was asked for is drawn.
  const stands = () => !followed || (followed.loaded() && !followed.isMoving());

  window.atlasMap = { follow, stands };
})();
