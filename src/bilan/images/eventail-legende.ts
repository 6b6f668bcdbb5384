export const LEGENDE_EVENTAIL =
  "Part cumulée depuis janvier. Jusqu’au dernier mois compté, ce qui est signé ; ensuite, la médiane de ce qui peut venir, entourée d’une bande foncée (1 chance sur 2 d’y être) et d’une bande claire (9 chances sur 10).";

/** For an objective that does not cover a year. */
export const LEGENDE_EVENTAIL_PERIODE = LEGENDE_EVENTAIL.replace(
  "depuis janvier",
  "depuis le premier mois de la période",
);
