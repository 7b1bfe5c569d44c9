/** All keys of the clerk's page at a glance. */

import { make } from './page.js';
import { both } from './words.js';

const KEYS = [
  ['F2', 'clerk.help-call'],
  ['F3', 'clerk.help-recall'],
  ['F4', 'clerk.help-no-show'],
  ['F6', 'clerk.help-hold'],
  ['F7', 'clerk.help-transfer'],
  ['F8', 'clerk.help-notice'],
  ['F9', 'clerk.help-finish'],
  ['F10', 'clerk.help-pause'],
  ['Tab', 'clerk.help-tab'],
  ['Space', 'clerk.help-space'],
  ['1–9', 'clerk.help-digits'],
  ['R', 'clerk.help-release'],
  ['Enter', 'clerk.help-enter'],
  ['Esc', 'clerk.help-esc'],
];

export const helpLines = () =>
  make(
    'dl',
    { class: 'help' },
    KEYS.map(([key, what]) =>
      make('div', {}, make('dt', {}, make('kbd', {}, key)), make('dd', {}, both(what))),
    ),
  );
