import { oneLine } from "../values/texte.ts";

export type VoieLue = {
  readonly numero: string | null;
  readonly repetition: string | null;
  readonly type: string | null;
  readonly voie: string | null;
  readonly complement: string | null;
};

const MOTS_VOIE =
  "rue|r|avenue|av|ave|boulevard|bd|bld|bvd|place|pl|impasse|imp|all[ée]es?|all|chemin|che|ch|route|rte|square|sq|cours|quai|passage|mont[ée]e|sentier|faubourg|fbg|esplanade|rond|hameau|lotissement|cit[ée]|mail|promenade|villa|traverse|ruelle|venelle|voie";
const COMMENCE_PAR_VOIE = new RegExp(`^(?:${MOTS_VOIE})\\.?(?=\\s|$)`, "i");
const NUMERO_ET_VOIE = new RegExp(`^\\d[\\d./-]*\\s*(?:bis|ter|quater|[a-d])?,?\\s+(?:${MOTS_VOIE})\\b`, "i");

/**
 * « 12 bis rue des Lilas », wherever the file wrote its parts: in their columns, whole in NOMVOIE (« 0012  RUE DES LILAS »), or whole in COMPLIDENT
 * when NOMVOIE only names the building. null when no road is known.
 */
export function joinAdresse(lue: VoieLue): string | null {
  if (isSame(lue, derniere.lue)) return derniere.adresse;
  derniere = { lue, adresse: buildAdresse(lue) };
  return derniere.adresse;
}

/** Neighbouring lines are of one building: its address is joined once. */
let derniere: { readonly lue: VoieLue; readonly adresse: string | null } = {
  lue: { numero: null, repetition: null, type: null, voie: null, complement: null },
  adresse: null,
};

function isSame(a: VoieLue, b: VoieLue): boolean {
  return (
    a.numero === b.numero &&
    a.voie === b.voie &&
    a.complement === b.complement &&
    a.type === b.type &&
    a.repetition === b.repetition
  );
}

function buildAdresse({ numero, repetition, type, voie, complement }: VoieLue): string | null {
  const road = oneLine(voie ?? "");
  if (numero === null && complement !== null && !/\d/.test(road.charAt(0)) && !COMMENCE_PAR_VOIE.test(road)) {
    const whole = oneLine(complement);
    if (NUMERO_ET_VOIE.test(whole)) return dropZeros(whole);
  }
  if (road === "") return null;
  const kind = type === null || COMMENCE_PAR_VOIE.test(road) || hasNumber(road) ? "" : type;
  const number = hasNumber(road) ? "" : splitNumero(numero ?? "");
  return dropZeros(oneLine(`${number} ${number === "" ? "" : (repetition ?? "").toLowerCase()} ${kind} ${road}`));
}

/** « 12 » before the road means the whole address; « 11 NOVEMBRE » after « RUE DU » does not. */
function hasNumber(road: string): boolean {
  return NUMERO_ET_VOIE.test(road);
}

/** « 7BIS » → « 7 bis », « 15.0 » (pandas) → « 15 ». */
function splitNumero(numero: string): string {
  return numero
    .replace(/^(\d+)\.0$/, "$1")
    .replace(/^(\d+)\s*([A-Za-z]+)$/, (_, digits: string, letters: string) => `${digits} ${letters.toLowerCase()}`);
}

function dropZeros(adresse: string): string {
  return adresse.replace(/^0+(?=\d)/, "");
}
