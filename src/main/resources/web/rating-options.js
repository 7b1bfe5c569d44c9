/**
 * The official levels of a rating and, by level, the official options with their codes. The words
 * are never edited, none is added, and the first three come first: options for halls, edition 2.
 */

export const LEVELS = [
  [5, 'common.very-satisfied'],
  [4, 'common.satisfied'],
  [3, 'common.fairly-satisfied'],
  [2, 'common.dissatisfied'],
  [1, 'rating.very-dissatisfied'],
];

export const OPTIONS = {
  5: [
    ['510', 'rating.one-window-done-in-one-visit'],
    ['511', 'rating.accepted-first-papers-later'],
    ['512', 'rating.no-proof-was-needed'],
    ['513', 'rating.can-be-done-online-throughout'],
    ['514', 'rating.can-be-done-by-phone'],
    ['515', 'rating.can-be-done-nearby'],
    ['516', 'rating.done-without-any-papers'],
    ['517', 'rating.warm-and-efficient-service'],
  ],
  4: [
    ['406', 'rating.one-form-was-enough'],
    ['407', 'rating.papers-online-checked-at-the'],
    ['408', 'rating.one-list-named-all-papers'],
    ['409', 'rating.a-promise-in-place-of-papers'],
    ['410', 'rating.can-be-booked-online'],
    ['411', 'rating.done-in-one-trip'],
    ['412', 'rating.can-be-done-at-a-machine'],
    ['413', 'rating.good-manners'],
  ],
  3: [
    ['307', 'rating.missing-papers-were-told-at-once'],
    ['308', 'rating.samples-of-the-papers-were-given'],
    ['309', 'rating.done-in-the-promised-time'],
    ['310', 'rating.the-guide-was-right'],
    ['311', 'rating.the-papers-of-the-guide-were'],
    ['312', 'rating.can-be-delivered'],
    ['313', 'rating.as-many-trips-as-promised'],
    ['314', 'rating.manners-were-fair'],
  ],
  2: [
    ['207', 'rating.no-sample-of-the-papers'],
    ['208', 'rating.no-list-of-the-papers'],
    ['209', 'rating.not-done-in-the-promised-time'],
    ['210', 'rating.same-proof-asked-for-more-than'],
    ['211', 'rating.online-service-did-not-work'],
    ['212', 'rating.booked-online-had-to-queue-again'],
    ['213', 'rating.clerk-not-familiar-with-the-matter'],
    ['214', 'rating.service-was-cold'],
  ],
  1: [
    ['108', 'rating.conditions-added-beyond-the-guide'],
    ['109', 'rating.papers-asked-for-beyond-the-guide'],
    ['110', 'rating.over-the-legal-time-without-reason'],
    ['111', 'rating.sample-in-the-guide-was-wrong'],
    ['112', 'rating.promised-online-papers-not-taken'],
    ['113', 'rating.sent-from-window-to-window'],
    ['114', 'rating.more-trips-than-promised'],
    ['115', 'rating.bad-manners-slow-work'],
  ],
};
