/**
 * The live feed of one page: hands over each board as it comes, keeps the server's time, and says
 * when the page has lost its line and when it has it again.
 */

/** A page that heard nothing for so long says that it is offline. The server ticks every 2 s. */
const SILENT_MS = 5000;

/** Time between two tries: the page is right again within 3 s of the server's return. */
const RETRY_MS = 1000;

/** A try that brought nothing for so long is given up for another. */
const OPEN_MS = 2500;

let ahead = 0; // server time minus this machine's, ms

/** The server's time now, whatever the clock of this machine says. */
export function now() {
  return Date.now() + ahead;
}

/** Sets the page's clock by what the server said. */
export function sync(serverTime) {
  ahead = Date.parse(serverTime) - Date.now();
}

/**
 * Follows the board for ever.
 *
 * @param page `board(board)` for each board; `offline(sinceMs)` once when the line is lost;
 *     `online()` once when it is back, before the board; `busy()`: true forbids a reload now;
 *     `dispenser` names the one whose card reader `card(news)` is told of
 */
export function follow(page) {
  let source = null;
  let openedAt = 0;
  let nextTry = 0;
  let heardAt = performance.now();
  let heardAny = false;
  let offline = false;
  let release = null;
  let reload = false;
  let left = false;

  function heard() {
    heardAt = performance.now();
    heardAny = true;
    if (!offline) return;
    offline = false;
    document.documentElement.removeAttribute('data-offline');
    page.online?.();
  }

  function drop() {
    source?.close();
    source = null;
    nextTry = performance.now() + RETRY_MS;
  }

  function open() {
    openedAt = performance.now();
    heardAny = false;
    const whose = page.dispenser ? `?dispenser=${page.dispenser}` : '';
    source = new EventSource(`/api/feed${whose}`);
    source.onerror = drop;
    source.addEventListener('board', (event) => {
      const board = JSON.parse(event.data);
      board.services.sort(
        (a, b) => a.prefix.length - b.prefix.length || a.prefix.localeCompare(b.prefix),
      );
      sync(board.now);
      heard();
      page.board(board);
    });
    source.addEventListener('card', (event) => page.card?.(JSON.parse(event.data)));
    source.addEventListener('tick', (event) => {
      const tick = JSON.parse(event.data);
      sync(tick.now);
      heard();
      reload = reload || (release !== null && release !== tick.release);
      release ??= tick.release;
    });
  }

  function look() {
    if (left) return;
    const time = performance.now();
    if (source && (heardAny ? time - heardAt > SILENT_MS : time - openedAt > OPEN_MS)) drop();
    if (!source && time >= nextTry) open();
    if (!offline && time - heardAt > SILENT_MS) {
      offline = true;
      document.documentElement.setAttribute('data-offline', '');
      page.offline?.(now() - (time - heardAt));
    }
    if (reload && !page.busy?.()) location.reload();
  }

  // A browser keeps the last pages for its back key, with their feeds; and it has six lines to a
  // server in all. So a page that is left lets go, and takes up again when it is come back to.
  addEventListener('pagehide', () => {
    left = true;
    drop();
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    left = false;
    heardAt = performance.now();
    nextTry = 0;
  });
  open();
  setInterval(look, 250);
}
