import { $, ask, fill, make, read } from './page.js';
import { both } from './words.js';

/** Who is signed in on a page for staff; somebody who is not is sent to sign in and back. */

export const ROLES = {
  CLERK: 'common.clerk',
  SERVICE_DESK: 'common.service-desk',
  MANAGER: 'common.manager',
  DISTRICT: 'common.district',
  ADMINISTRATOR: 'common.administrator',
};

let known = null;

/** The account that is signed in; null: not known yet. */
export const me = () => known;

const here = () => location.pathname + location.search;

function goToSignIn(why) {
  const to = encodeURIComponent(here());
  location.replace(`/sign-in?to=${to}${why ? `&why=${why}` : ''}`);
}

/**
 * The account that is signed in, once it is known; asked again until the hall answers. Puts name
 * and sign-out into `#account`, where the page has one.
 */
export async function staff() {
  addEventListener('signed-out', () => goToSignIn('over'));
  let told = await read('/api/session');
  while (!told) {
    await new Promise((done) => setTimeout(done, 1000));
    told = await read('/api/session');
  }
  if (!told.signedIn || told.temporary) {
    goToSignIn('');
    return new Promise(() => {}); // the page is left
  }
  known = told;
  showAccount(told);
  return told;
}

function showAccount(told) {
  const place = $('#account');
  if (!place) return;
  fill(
    place,
    make('a', { href: `/sign-in?to=${encodeURIComponent(here())}` }, told.name),
    make(
      'button',
      {
        type: 'button',
        onclick: async () => {
          await ask('/api/session/end', {});
          goToSignIn('');
        },
      },
      both('common.sign-out-2'),
    ),
  );
}
