// Figures over time: a point or a bar with bounds for each, open bounds as arrows.
"use strict";

function draw(place) {
  const told = JSON.parse(place.dataset.chart);
  const points = told.points
    .map((point) => ({ ...point, x: Date.parse(point.day) / 1000 }))
    .filter((point) => Number.isFinite(point.x))
    .sort((a, b) => a.x - b.x);
  if (!points.length) {
    place.remove();
    return;
  }
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const speakers = [...new Set(points.map((point) => point.who))];
  const hue = (who) => colour(`--c${(speakers.indexOf(who) % 8) + 1}`);
  const value = (point) => point.low ?? point.high;
  const ends = points.flatMap((point) => [point.low, point.high]).filter((end) => end !== null);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const steep = least > 0 && most / least > 50;
  const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line") } };

  function mark(chart) {
    const { ctx } = chart;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.lineWidth = 2 * ratio;
    for (const point of points) {
      const x = chart.valToPos(point.x, "x", true);
      const at = (y) => chart.valToPos(y, "y", true);
      ctx.strokeStyle = ctx.fillStyle = hue(point.who);
      const low = point.low === null ? chart.bbox.top + chart.bbox.height : at(point.low);
      const high = point.high === null ? chart.bbox.top : at(point.high);
      if (Math.abs(low - high) > 1) {
        ctx.setLineDash(point.low === null || point.high === null ? [3 * ratio, 3 * ratio] : []);
        ctx.beginPath();
        ctx.moveTo(x, low);
        ctx.lineTo(x, high);
        ctx.stroke();
        ctx.setLineDash([]);
      }
      for (const end of [point.low, point.high]) {
        if (end === null) continue;
        ctx.beginPath();
        ctx.arc(x, at(end), 4 * ratio, 0, 2 * Math.PI);
        ctx.fill();
      }
    }
    ctx.restore();
  }

  const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
  const chart = new uPlot(
    {
      width: place.clientWidth,
      height: 320,
      cursor: { points: { show: false } },
      legend: { show: false },
      scales: { x: { time: true, range: () => widen(points[0].x, points.at(-1).x) }, y: { distr: steep ? 3 : 1, range: () => spread(least, most, steep) } },
      axes: [
        { ...axis, space: 90, values: (_, ticks) => ticks.map((tick) => days.format(new Date(1000 * tick))) },
        { ...axis, size: 64, ...(steep ? { splits: powers } : {}), values: (_, ticks) => ticks.map((tick) => short.format(tick)) },
      ],
      series: [{}, { label: "figure", paths: () => null, points: { show: false } }, { paths: () => null, points: { show: false } }],
      hooks: { draw: [mark] },
    },
    [points.map((point) => point.x), points.map((point) => point.low ?? value(point)), points.map((point) => point.high ?? value(point))],
    place,
  );
  addEventListener("resize", () => chart.setSize({ width: place.clientWidth, height: 320 }));

  const legend = document.createElement("p");
  legend.className = "place";
  for (const who of speakers.slice(0, 12)) {
    const swatch = document.createElement("span");
    swatch.className = `swatch c${(speakers.indexOf(who) % 8) + 1}`;
    legend.append(swatch, ` ${who}   `);
  }
  place.after(legend);
}

function widen(first, last) {
  const room = Math.max((last - first) * 0.05, 3 * 86400);
  return [first - room, last + room];
}

function powers(chart) {
  const { min, max } = chart.scales.y;
  const found = [];
  for (let power = Math.ceil(Math.log10(min)); 10 ** power <= max; power++) found.push(10 ** power);
  return found;
}

function spread(low, high, steep) {
  if (steep) return [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))];
  const room = (high - low || Math.abs(high) || 1) * 0.12;
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}

for (const place of document.querySelectorAll("[data-chart]")) draw(place);
