// The map of the events of a list: the same ones, from the same question. Those that lie at one
// point, or too near to tell apart, share a mark that says how many they are; its window lists
// each with its link. Loaded when somebody asks for the map, after Leaflet.

const { L } = window;
const MOST_PAGES = 4;
const MOST_LISTED = 30;
const MOST_LABELS = 25;
const TARGET = 44;
const NATION = [[24.5, -125], [49.5, -66.5]];

/** Draw the map of a box and return in words what it holds, and what it leaves out. */
export async function draw(box) {
  const words = box.dataset;
  const [{ features, hasMore }, nation, state] = await Promise.all([
    eventsOf(words.source),
    json(words.nation),
    words.state ? json(words.state).catch(() => null) : null,
  ]);
  const frame = box.querySelector(".event-map");
  frame.hidden = false;
  const map = makeMap(frame, words, features);
  outline(map, nation, "event-outline");
  if (state) outline(map, state, "event-outline event-outline-county");
  const marks = L.layerGroup().addTo(map);
  map.on("zoomend", () => mark(map, marks, features, words));
  mark(map, marks, features, words);
  keepKeys(map, words);
  return { said: count(features.length, words), limited: hasMore ? words.limited : "" };
}

/** All pages of the feed, up to a few: a map of more would tell nobody anything. */
async function eventsOf(source) {
  const features = [];
  let next = source;
  for (let page = 0; next && page < MOST_PAGES; page += 1) {
    const answer = await get(next);
    features.push(...(await answer.json()).features);
    const [, following] = /<([^>]+)>; rel="next"/.exec(answer.headers.get("Link") || "") || [];
    const address = following && new URL(following);
    next = address && address.pathname + address.search;
  }
  return { features, hasMore: Boolean(next) };
}

async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer;
}

async function json(address) {
  return (await get(address)).json();
}

function makeMap(frame, words, features) {
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(frame, {
    attributionControl: Boolean(words.tiles),
    zoomControl: false,
    fadeAnimation: !isStill,
    zoomAnimation: !isStill,
    markerZoomAnimation: !isStill,
    minZoom: 3,
    maxZoom: 14,
  });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  if (words.tiles) {
    map.attributionControl.setPrefix(false);
    L.tileLayer(words.tiles, { maxZoom: 14, attribution: escaped(words.credit) }).addTo(map);
  }
  if (features.length) map.fitBounds(bounds(features), { maxZoom: 11, padding: [TARGET, TARGET] });
  else if (words.centre) map.setView(words.centre.split(",").map(Number), 8);
  else map.fitBounds(NATION);
  return map;
}

function escaped(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}

function outline(map, shapes, className) {
  // Drawn beyond the frame, so that moving the map a little uncovers no empty edge.
  const renderer = L.svg({ padding: 0.5 });
  L.geoJSON(shapes, { interactive: false, renderer, style: { className, weight: 1 } }).addTo(map);
}

function pointOf(feature) {
  const [longitude, latitude] = feature.geometry.coordinates;
  return L.latLng(latitude, longitude);
}

function bounds(features) {
  return L.latLngBounds(features.map(pointOf));
}

/** The events as marks: those whose marks would touch at this zoom share one. */
function mark(map, marks, features, words) {
  const groups = [];
  for (const feature of features) {
    const spot = map.project(pointOf(feature), map.getZoom());
    const group = groups.find((each) => each.spot.distanceTo(spot) < TARGET);
    if (group) group.features.push(feature);
    else groups.push({ spot, features: [feature] });
  }
  const isLost = document.activeElement?.classList.contains("event-spot");
  marks.clearLayers();
  for (const group of groups) {
    addMark(map, marks, group.features, groups.length <= MOST_LABELS, words);
  }
  if (isLost) map.getContainer().focus({ preventScroll: true });
}

function addMark(map, marks, features, isLabelled, words) {
  const face = element("span", "", "event-spot-face");
  face.append(element("span", String(features.length), "event-spot-number"));
  if (isLabelled) face.append(element("span", features[0].properties.place, "event-spot-label"));
  const icon = L.divIcon({ className: "event-spot", html: face, iconSize: [TARGET, TARGET] });
  const marker = L.marker(pointOf(features[0]), { icon, keyboard: true }).addTo(marks);
  marker.bindPopup(() => windowOf(map, features, words), { maxHeight: 280, minWidth: 220 });
  marker.on("popupopen", ({ popup }) => enter(popup, words));
  marker.on("popupclose", () => leave(marker));
  const spot = marker.getElement();
  spot.setAttribute("aria-label", nameOf(features, words));
  spot.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    marker.openPopup();
  });
}

/** What is read aloud begins with what is seen: the number, and the place. */
function nameOf(features, words) {
  const [{ properties }] = features;
  const said = `${count(features.length, words)}, ${properties.place}`;
  return features.length === 1 ? `${said}: ${properties.title}` : said;
}

function count(number, words) {
  return number === 1 ? words.one : words.many.replace("{number}", number);
}

/** What a mark opens: each of its events with its link; nothing is only on the map. */
function windowOf(map, features, words) {
  const all = element("div", "", "event-window");
  const box = bounds(features);
  const isPoint = box.getNorthEast().equals(box.getSouthWest());
  const isSpread = !isPoint && map.getZoom() < map.getMaxZoom();
  const listed = isSpread ? features.slice(0, MOST_LISTED) : features;
  const list = document.createElement("ul");
  list.append(...listed.map((feature) => lineOf(feature.properties, words)));
  all.append(list);
  if (isSpread) all.append(nearer(map, box, features.length - listed.length, words));
  return all;
}

function nearer(map, box, left, words) {
  const button = element("button", words.nearer, "button");
  button.type = "button";
  button.addEventListener("click", () => {
    map.closePopup();
    map.fitBounds(box, { padding: [TARGET, TARGET] });
    map.getContainer().focus({ preventScroll: true });
  });
  const part = document.createElement("div");
  if (left > 0) part.append(element("p", words.left.replace("{number}", left)));
  part.append(button);
  return part;
}

function lineOf(event, words) {
  const line = document.createElement("li");
  const link = element("a", event.title);
  link.href = new URL(event.url).pathname;
  line.append(link);
  if (event.status === "cancelled") line.append(element("strong", words.cancelled));
  line.append(element("span", `${event.day_words}, ${event.hours_words}`));
  line.append(element("span", event.where_words));
  return line;
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** Into the window that was opened, and back to its mark when it closes. */
function enter(popup, words) {
  const frame = popup.getElement();
  frame.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", words.close);
  frame.querySelector(".event-window a").focus();
}

function leave(marker) {
  // The focus was in the window, if it is nowhere now.
  if (document.activeElement === document.body) marker.getElement()?.focus({ preventScroll: true });
}

function keepKeys(map, words) {
  const frame = map.getContainer();
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", words.label);
  frame.addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.closePopup();
  });
}
