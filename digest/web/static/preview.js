// Keeps the page as new as the edition, with its scroll and view. The pages work without it:
// every view has an address of its own, and a reload shows what is new.

const status = document.querySelector("#status");
let silence;

// Tells people, those who listen to the page too; for good, or for some seconds.
function say(words, seconds) {
  clearTimeout(silence);
  status.textContent = words;
  if (seconds) silence = setTimeout(say, 1000 * seconds, "");
}

// The edition's frame gets as high as what is in it, so that the page alone scrolls; its links
// open beside the preview, as those of a mail do.
function settle(frame) {
  const inside = frame.contentDocument;
  if (inside?.readyState !== "complete" || inside.URL === "about:blank") return;
  frame.style.height = `${Math.ceil(inside.documentElement.getBoundingClientRect().height)}px`;
  for (const link of inside.querySelectorAll("a[href^=http]")) link.target = "_blank";
}

function setUp() {
  const frame = document.querySelector("iframe");
  if (!frame) return;
  frame.addEventListener("load", () => settle(frame));
  new ResizeObserver(() => settle(frame)).observe(frame);
}

// Puts `page` in place of this one, in the same state.
function replace(page) {
  const focused = document.activeElement.id;
  const open = [...document.querySelectorAll("details")].map((details) => details.open);
  const height = document.querySelector("iframe")?.style.height;
  const top = window.scrollY;

  document.title = page.title;
  document.body.dataset.version = page.body.dataset.version;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  document.querySelectorAll("details").forEach((details, n) => {
    details.open = open[n] ?? details.open;
  });
  const frame = document.querySelector("iframe");
  if (frame && height) frame.style.height = height;
  setUp();

  // Going to the fragment once more makes its new element the target.
  if (location.hash) location.replace(location.hash);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  window.scrollTo({ top, behavior: "instant" });
}

let pending = new AbortController();

async function show(address) {
  pending.abort();
  pending = new AbortController();
  const { signal } = pending;
  try {
    const answer = await fetch(address, { signal });
    const text = await answer.text();
    if (answer.redirected) history.replaceState(null, "", answer.url + location.hash);
    replace(new DOMParser().parseFromString(text, "text/html"));
  } catch (error) {
    if (!signal.aborted) say(`The page could not be shown: ${error.message}`);
  }
}

document.addEventListener("click", (event) => {
  const choice = event.target.closest("a[data-view]");
  if (!choice || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.replaceState(null, "", choice.href);
  show(choice.href);
});

let events;

// A browser keeps six connections to one server: a tab that nobody sees gives its own back.
function listen() {
  events?.close();
  if (document.hidden) return;
  events = new EventSource("/events");
  events.addEventListener("open", () => say(""));
  events.addEventListener("error", () => say("The preview has ended. Start it again to go on."));
  events.addEventListener("message", async ({ data: version }) => {
    if (version === document.body.dataset.version) return;
    await show(location.href);
    say(`Updated at ${new Date().toLocaleTimeString()}`, 10);
  });
}

document.addEventListener("visibilitychange", listen);
window.addEventListener("pagehide", () => events?.close());
window.addEventListener("pageshow", listen);
setUp();
