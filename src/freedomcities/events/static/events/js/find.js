// Two things that need a script where events are found: the position of whoever asks, of
// which the middle of a wide square is all that leaves the browser, and the map, which is loaded
// when somebody asks for it. Without a script neither is shown, and the list says the same.

const PER_DEGREE = 20;

/** The middle of the square that holds a point: 0.05° wide and high, as `events/cells.py` has it. */
function centre(degrees) {
  return ((Math.floor(degrees * PER_DEGREE + 1e-7) + 0.5) / PER_DEGREE).toFixed(3);
}

function offerPosition(box) {
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  const tell = (words) => {
    status.textContent = words;
    button.disabled = false;
  };
  const go = ({ coords }) => {
    const address = new URL(window.location.href);
    for (const name of ["place", "page"]) address.searchParams.delete(name);
    address.searchParams.set("near", `${centre(coords.latitude)},${centre(coords.longitude)}`);
    if (box.dataset.at) address.hash = box.dataset.at;
    window.location.assign(address);
  };
  const fail = (error) => {
    tell(error.code === error.PERMISSION_DENIED ? box.dataset.refused : box.dataset.failed);
  };
  button.addEventListener("click", () => {
    button.disabled = true;
    status.textContent = box.dataset.asking;
    navigator.geolocation.getCurrentPosition(go, fail, { maximumAge: 600000, timeout: 20000 });
  });
  box.hidden = false;
}

function loaded(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

function style(href) {
  return loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

function script(src) {
  return loaded(Object.assign(document.createElement("script"), { src }));
}

function offerMap(box) {
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = box.dataset.loading;
    try {
      const { leaflet, leafletStyle, mapStyle, mapScript } = box.dataset;
      await Promise.all([style(leafletStyle), style(mapStyle), script(leaflet)]);
      const { draw } = await import(mapScript);
      const { said, limited } = await draw(box);
      status.textContent = `${said}. ${limited}`.trim();
      // The page says the number already; whoever listens hears that the map is there.
      status.classList.toggle("visually-hidden", !limited);
      button.hidden = true;
      box.querySelector(".event-map").focus({ preventScroll: true });
    } catch {
      status.textContent = box.dataset.failed;
      button.disabled = false;
    }
  });
  box.hidden = false;
}

const near = document.querySelector("[data-near]");
if (near && navigator.geolocation) offerPosition(near);
const map = document.querySelector("[data-map]");
if (map) offerMap(map);
