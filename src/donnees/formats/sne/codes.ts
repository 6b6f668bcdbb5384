import type { Contingent, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
import { LIBELLE_MOTIF_REFUS, MOTIFS_REFUS, type MotifRefus, type RefusPar } from "../../regles/demande/demande.ts";
import { quote } from "../french.ts";
import { foldCode, restoreZero } from "../values/code.ts";
import { type Contexte, type Defaut, isEmpty, type Lecteur, reject, warn } from "../values/defaut.ts";

/** « Type de réservataire » of the SNE interface: codes, and the labels that some exports write. */
export const CONTINGENTS_SNE = new Map<string, Contingent>([
  ["COLTER", "COLTER"],
  ["COLACT", "COLACT"],
  ["PPRIOR", "PPRIOR"],
  ["PFONCT", "PFONCT"],
  ["AUTRES", "AUTRES"],
  ["AUCUN", "AUCUN"],
  ["COLLECTIVITES TERRITORIALES, EP ET EPCI", "COLTER"],
  ["COLLECTIVITES TERRITORIALES", "COLTER"],
  ["EMPLOYEURS ET ACTION LOGEMENT", "COLACT"],
  ["ACTION LOGEMENT", "COLACT"],
  ["PREFET PRIORITAIRES", "PPRIOR"],
  ["PREFET FONCTIONNAIRES ET AGENTS PUBLICS DE L'ETAT", "PFONCT"],
  ["PREFET FONCTIONNAIRES", "PFONCT"],
  ["AUTRES RESERVATAIRES", "AUTRES"],
  ["HORS CONTINGENT", "AUCUN"],
]);

export const OUI_NON_SNE = new Map<string, Reponse | null>([
  ["OUI", "oui"],
  ["NON", "non"],
  ["O", "oui"],
  ["N", "non"],
  ["1", "oui"],
  ["0", "non"],
  ["TRUE", "oui"],
  ["FALSE", "non"],
  ["VRAI", "oui"],
  ["FAUX", "non"],
  ["NE SAIT PAS", null],
  ["NON RENSEIGNE", null],
]);

/** Statut DALO (ACTIF, ACTREL: recognised; CADUC: no longer), or a plain yes or no. */
export const DALO_SNE = new Map<string, Reponse | null>([
  ...OUI_NON_SNE,
  ["ACTIF", "oui"],
  ["ACTREL", "oui"],
  ["ACTIF RELOGE", "oui"],
  ["CADUC", "non"],
]);

/** POSITION_PLAFOND is a column of the infocentre with unpublished codes: these, and the labels met, are to be confirmed. */
export const PLAFONDS_SNE = new Map<string, PositionPlafond | null>([
  ["PLAI", "plai"],
  ["<PLAI", "plai"],
  ["< PLAI", "plai"],
  ["<= PLAI", "plai"],
  ["INFERIEUR OU EGAL AU PLAI", "plai"],
  ["PLUS", "plus"],
  ["PLAI-PLUS", "plus"],
  ["> PLAI ET <= PLUS", "plus"],
  ["ENTRE PLAI ET PLUS", "plus"],
  ["PLS", "pls"],
  ["PLUS-PLS", "pls"],
  ["> PLUS ET <= PLS", "pls"],
  ["ENTRE PLUS ET PLS", "pls"],
  [">PLS", "au-dela"],
  ["> PLS", "au-dela"],
  ["SUPERIEUR AU PLS", "au-dela"],
  ["NON SAISI", null],
  ["NON RENSEIGNE", null],
  ["ERREUR DE SAISIE", null],
]);

/** Columns of ours: the SNE interface has no list of refusals. */
export const REFUS_PAR_SNE = new Map<string, RefusPar | null>([
  ["BAILLEUR", "bailleur"],
  ["CAL", "bailleur"],
  ["CALEOL", "bailleur"],
  ["COMMISSION", "bailleur"],
  ["DEMANDEUR", "demandeur"],
  ["AUCUN", "aucun"],
  ["NON", "aucun"],
  ["NON RENSEIGNE", null],
]);

/** Code or label of our closed list; another reason is « autre », with a warning. */
export const motifRefus: Lecteur<MotifRefus> = (texte) => {
  if (isEmpty(texte)) return null;
  const code = foldCode(texte);
  const found = MOTIFS_REFUS.find((motif) => foldCode(motif) === code || foldCode(LIBELLE_MOTIF_REFUS[motif]) === code);
  if (found) return found;
  return warn(
    "code-inconnu",
    `Le motif de refus ${quote(texte)} n’est pas dans la liste : compté « Autre motif ».`,
    "autre",
  );
};

/** Modèle de logement actuel: HLM is a mutation inside the social stock, anything else a new entry. */
const MODELES = new Set("HLM LP RS RHVS RE SLHT SH CDEFCM CPE CP LTG FONC POCC CAMCAR HOT SD SQUAT".split(" "));

export const estHlm: Lecteur<boolean> = (texte) => {
  const code = foldCode(texte);
  if (isEmpty(texte)) return null;
  if (code === "HLM" || code === "LOGEMENT HLM" || code.startsWith("LOCATAIRE HLM")) return true;
  if (MODELES.has(code) || code.length > 6) return false;
  return warn(
    "code-inconnu",
    `Le mode de logement ${quote(texte)} n’est pas dans la liste SNE : origine tenue pour inconnue.`,
  );
};

const RADIATIONS = new Set(["RADATT", "RADABA", "RADIRR", "RADCON", "RADREN"]);

/** RADATT and its label « attribution d'un logement »; true when the radiation is an attribution. */
export const estAttribution: Lecteur<boolean> = (texte) => {
  if (isEmpty(texte)) return null;
  const code = foldCode(texte);
  if (code === "RADATT" || code.startsWith("ATTRIBUTION")) return true;
  if (RADIATIONS.has(code) || code.length > 8) return false;
  return reject(
    "code-inconnu",
    `Le motif de radiation ${quote(texte)} n’est pas dans la liste SNE. Corrigez cette cellule.`,
  );
};

/** C, T1 to T6P; labels « T6 et plus », « Chambre »; RPLS-like « 3 ». */
export const typologie: Lecteur<string> = (texte) => {
  if (isEmpty(texte)) return null;
  const code = foldCode(texte);
  const found = /^[TF]?([1-5])(?:\s*BIS)?$/.exec(code);
  if (found) return `T${found[1]}`;
  if (/^[TF]?(?:[6-9]|6P)(?:\s*(?:P|ET PLUS|\+))?$/.test(code)) return "T6P";
  if (code === "C" || code === "CHAMBRE") return "C";
  return warn(
    "code-inconnu",
    `Le type de logement ${quote(texte)} n’est pas dans la liste SNE (C, T1 à T6P) : cellule laissée vide.`,
  );
};

/** Codes 01 to 23, or the label when the file has it instead. */
export const motifDemande: Lecteur<string> = (texte) => {
  if (isEmpty(texte)) return null;
  if (!/^\d{1,2}$/.test(texte)) return texte;
  const code = texte.padStart(2, "0");
  if (code >= "01" && code <= "23") return code;
  return reject(
    "code-inconnu",
    `Le motif de demande ${quote(texte)} n’est pas dans la liste de ce millésime (01 à 23). Corrigez cette cellule.`,
  );
};

/** An indicator NB_…: 0 or 1 for one demande. */
export const indicateur: Lecteur<boolean> = (texte) => {
  if (isEmpty(texte)) return null;
  const code = foldCode(texte);
  if (code === "1" || code === "OUI" || code === "1,0") return true;
  if (code === "0" || code === "NON" || code === "0,0") return false;
  return reject("code-inconnu", `L’indicateur vaut ${quote(texte)} : 0 ou 1 est attendu. Corrigez cette cellule.`);
};

/** A commune as a code, or as « 52448 SAINT-DIZIER »; a name alone is not trusted. */
export function communeSne(connu: Pick<Contexte, "isCommune">): Lecteur<string> {
  return (texte) => readCommuneSne(texte, connu);
}

function readCommuneSne(texte: string, connu: Pick<Contexte, "isCommune">): string | null | Defaut<string> {
  if (isEmpty(texte)) return null;
  const code = /^(\d{5}|2[ABab]\d{3})(?!\d)/.exec(texte)?.[1]?.toUpperCase();
  if (code) return code;
  if (/^[1-9]\d{3}$/.test(texte)) return restoreZero(texte, texte, connu);
  if (/^\d|^2[ab]|^0?2[ab]$/i.test(texte)) {
    return reject("code-commune", `${quote(texte)} n’est pas un code commune INSEE. Corrigez cette cellule.`);
  }
  return warn(
    "commune-libelle",
    `${quote(texte)} est un nom, pas un code commune INSEE : commune tenue pour inconnue.`,
  );
}
