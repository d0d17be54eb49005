// Keeps the page as new as the edition, with its scroll, its focus and its view, and posts what is
// decided without a new page. The pages work without it: every view has an address of its own, every
// decision is a form, and a reload shows what is new.

const status = document.querySelector("#status");
let silence;

// Tells people, those who listen to the page too; for good, or for some seconds.
function say(words, seconds) {
  clearTimeout(silence);
  status.textContent = words;
  if (seconds) silence = setTimeout(say, 1000 * seconds, "");
}

// The edition's frame gets as high as what is in it, so that the page alone scrolls.
function settle(frame) {
  const inside = frame.contentDocument;
  if (inside?.readyState !== "complete" || inside.URL === "about:blank") return;
  frame.style.height = `${Math.ceil(inside.documentElement.getBoundingClientRect().height)}px`;
}

function setUp(frame = document.querySelector("iframe")) {
  if (!frame) return;
  frame.addEventListener("load", () => settle(frame));
  new ResizeObserver(() => settle(frame)).observe(frame);
}

// Puts the new frame over the old one, which goes when there is something to see in it.
function exchange(stage, next) {
  const [before, frame] = [stage.querySelector("iframe"), next.querySelector("iframe")];
  for (const name of ["class", "aria-label"]) stage.setAttribute(name, next.getAttribute(name));
  if (!before || !frame) {
    stage.replaceChildren(...next.children);
    setUp(stage.querySelector("iframe"));
    return;
  }
  stage.querySelectorAll("iframe.next").forEach((late) => late.remove());
  frame.classList.add("next");
  frame.style.height = before.style.height;
  frame.addEventListener("load", () => {
    stage.querySelectorAll("iframe:not(.next)").forEach((old) => old.remove());
    frame.classList.remove("next");
    settle(frame);
  });
  stage.append(frame);
  setUp(frame);
}

// Puts each part of `page` in the place of its namesake; false where the pages differ in parts.
function exchangeParts(page) {
  const [parts, others] = [document, page].map((each) => [...each.querySelectorAll("[data-part]")]);
  const isSame = others.length > 1 && parts.length === others.length;
  if (!isSame || !parts.every((part, n) => part.dataset.part === others[n].dataset.part)) return false;
  const isNew = page.body.dataset.version !== document.body.dataset.version;
  const source = (part) => part.querySelector("iframe:last-of-type")?.getAttribute("src");
  parts.forEach((part, n) => {
    if (part.dataset.part !== "stage") part.replaceWith(others[n]);
    else if (isNew || !source(part) || source(part) !== source(others[n])) exchange(part, others[n]);
    else part.className = others[n].className;
  });
  return true;
}

// Puts `page` in place of this one, in the same state; `then` is the id of what has the focus.
function replace(page, then = document.activeElement.id) {
  const key = (details, n) => details.id || n;
  const open = new Map();
  document.querySelectorAll("details").forEach((each, n) => open.set(key(each, n), each.open));
  const typed = document.querySelector("#address")?.value;
  const desk = document.querySelector(".desk")?.scrollTop;
  const height = document.querySelector("iframe")?.style.height;
  const top = window.scrollY;

  document.title = page.title;
  if (!exchangeParts(page)) {
    document.querySelector("main").replaceWith(page.querySelector("main"));
    const frame = document.querySelector("iframe");
    if (frame && height) frame.style.height = height;
    setUp();
  }
  document.body.dataset.version = page.body.dataset.version;
  document.querySelectorAll("details").forEach((each, n) => {
    each.open = open.get(key(each, n)) ?? each.open;
  });
  const address = document.querySelector("#address");
  if (address && typed) address.value = typed;

  // Going to the fragment once more makes its new element the target.
  if (location.hash) location.replace(location.hash);
  if (then) document.getElementById(then)?.focus({ preventScroll: true });
  window.scrollTo({ top, behavior: "instant" });
  document.querySelector(".desk")?.scrollTo({ top: desk, behavior: "instant" });
}

async function load(address, options) {
  const answer = await fetch(address, options);
  return [answer, new DOMParser().parseFromString(await answer.text(), "text/html")];
}

let pending = new AbortController();
// What is being posted, if anything is: nothing else is shown before it is answered.
let posting;

async function show(address) {
  await posting;
  pending.abort();
  pending = new AbortController();
  const { signal } = pending;
  try {
    const [answer, page] = await load(address, { signal });
    if (answer.redirected) history.replaceState(null, "", answer.url + location.hash);
    replace(page);
  } catch (error) {
    if (!signal.aborted) say(`The page could not be shown: ${error.message}`);
  }
}

document.addEventListener("click", (event) => {
  const choice = event.target.closest("a[data-view]");
  if (!choice || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.replaceState(null, "", choice.href.split("#")[0]);
  show(choice.href);
});

// The version of the edition, of which an open page hears before it is asked for.
let newest;

async function refresh() {
  await posting;
  if (!newest || newest === document.body.dataset.version) return;
  await show(location.href);
  say(`Updated at ${new Date().toLocaleTimeString()}`, 10);
}

// Posts what a button says; what came of it is told, and has the focus where it is more than that.
async function post(form, button) {
  const { said, then } = button.dataset;
  say("One moment …");
  pending.abort();
  try {
    // The view may be newer than the form.
    const { pathname } = new URL(form.action);
    const body = new URLSearchParams(new FormData(form, button));
    const [answer, page] = await load(pathname + location.search, { method: "POST", body });
    replace(page, then);
    const notice = document.querySelector("#notice");
    const isLost = document.activeElement === document.body;
    if (notice || isLost) (notice ?? document.querySelector("#desk"))?.focus({ preventScroll: true });
    document.activeElement.scrollIntoView({ block: "nearest" });
    say(notice?.innerText ?? (answer.ok ? said : "It was not done."), 10);
  } catch (error) {
    say(`It is not known whether this was done: ${error.message}`);
  }
}

// One after the other, as they were pressed; a test is not sent again because it takes its time.
document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { target: form, submitter: button } = event;
  if (posting && !button.value) return;
  const turn = Promise.resolve(posting).then(() => post(form, button));
  posting = turn;
  await turn;
  if (posting === turn) posting = undefined;
  refresh();
});

let events;

// A browser keeps six connections to one server: a tab that nobody sees gives its own back.
function listen() {
  events?.close();
  if (document.hidden) return;
  events = new EventSource("/events");
  events.addEventListener("open", () => say(""));
  events.addEventListener("error", () => say("The preview has ended. Start it again to go on."));
  events.addEventListener("message", ({ data: version }) => {
    newest = version;
    refresh();
  });
}

document.addEventListener("visibilitychange", listen);
window.addEventListener("pagehide", () => events?.close());
window.addEventListener("pageshow", listen);
setUp();
