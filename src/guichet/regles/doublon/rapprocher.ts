import { sontProches } from "./distance.ts";
import type {
  ContreRaisonDoublon,
  FicheDoublon,
  RaisonDoublon,
  Rapprochement,
  VerdictRapprochement,
} from "./fiche-doublon.ts";
import { cleCourriel, cleTelephone, motsDe, motsDuNom, readAdresse } from "./normaliser.ts";

/** Weights of Blaise, tuned on the labelled pairs of rapprocher.test.ts, which measures precision and recall. */
const POINTS: Readonly<Record<RaisonDoublon | ContreRaisonDoublon, number>> = {
  "meme-numero": 100,
  "meme-naissance": 30,
  "naissance-proche": 12,
  "meme-nom": 25,
  "nom-proche": 15,
  "meme-prenom": 20,
  "prenom-proche": 12,
  "nom-prenom-inverses": 45,
  "meme-telephone": 15,
  "meme-courriel": 15,
  "meme-adresse": 10,
  jumeaux: -60,
  "parent-enfant": -60,
  conjoints: -95,
  "prenoms-differents": -50,
  "naissances-differentes": -45,
  "noms-differents": -15,
  "logements-differents": -5,
};
const [SEUIL_PROBABLE, SEUIL_POSSIBLE] = [75, 50];

/** Comparison of two values; `inconnu`: one is missing, which counts neither for nor against. */
type Accord = "meme" | "proche" | "different" | "inconnu";

type Accords = {
  readonly nom: Accord;
  readonly prenom: Accord;
  readonly naissance: Accord;
  readonly inverses: boolean;
  readonly parentEnfant: boolean;
};

/** Score of likeness of two files, and its reasons. Symmetric: rapprocher(a, b) is rapprocher(b, a). */
export function rapprocher(a: FicheDoublon, b: FicheDoublon): Rapprochement {
  const accords: Accords = {
    nom: compareNoms(a, b),
    prenom: comparePrenoms(a, b),
    naissance: compareNaissances(a.naissance, b.naissance),
    inverses: sontInverses(a, b),
    parentEnfant: anneesEntre(a, b) >= GENERATION,
  };
  const foyer = raisonsDuFoyer(a, b);
  const raisons = [...raisonsDIdentite(a, b, accords), ...foyer.raisons];
  const contre = [...contreRaisons(accords, foyer.raisons.length > 0), ...foyer.contre];
  const score = [...raisons, ...contre].reduce((sum, code) => sum + POINTS[code], 0);
  return { verdict: verdictOf(score, raisons), score, raisons, contre };
}

/** Minimum years between a parent and a child. */
const GENERATION = 15;

/** Years between the births, 0 when one is unknown. */
function anneesEntre(a: FicheDoublon, b: FicheDoublon): number {
  if (!a.naissance || !b.naissance) return 0;
  return Math.abs(Number(a.naissance.slice(0, 4)) - Number(b.naissance.slice(0, 4)));
}

/** « Probable » needs a whole identity (the same first name and the same day of birth) or the same number. Twins have close first names. */
function verdictOf(score: number, raisons: readonly RaisonDoublon[]): VerdictRapprochement {
  if (raisons.includes("meme-numero")) return "probable";
  if (score < SEUIL_POSSIBLE) return "rien";
  const prenom = raisons.includes("meme-prenom") || raisons.includes("nom-prenom-inverses");
  return score >= SEUIL_PROBABLE && prenom && raisons.includes("meme-naissance") ? "probable" : "possible";
}

function raisonsDIdentite(a: FicheDoublon, b: FicheDoublon, accords: Accords): readonly RaisonDoublon[] {
  const { nom, prenom, naissance, inverses } = accords;
  const found: readonly (readonly [RaisonDoublon, boolean])[] = [
    ["meme-numero", isSame(a.numeroHash, b.numeroHash)],
    ["meme-naissance", naissance === "meme"],
    ["naissance-proche", naissance === "proche"],
    ["nom-prenom-inverses", inverses],
    ["meme-nom", !inverses && nom === "meme"],
    ["nom-proche", !inverses && nom === "proche"],
    ["meme-prenom", !inverses && prenom === "meme"],
    ["prenom-proche", !inverses && prenom === "proche"],
  ];
  return found.flatMap(([raison, vraie]) => (vraie ? [raison] : []));
}

function contreRaisons(accords: Accords, foyer: boolean): readonly ContreRaisonDoublon[] {
  const { nom, prenom, naissance, inverses } = accords;
  if (inverses) return naissance === "different" ? ["naissances-differentes"] : [];
  const found: readonly (readonly [ContreRaisonDoublon, boolean])[] = [
    ["prenoms-differents", prenom === "different"],
    ["naissances-differentes", naissance === "different"],
    ["noms-differents", nom === "different"],
  ];
  return relationOf(accords, foyer) ?? found.flatMap(([raison, vraie]) => (vraie ? [raison] : []));
}

/** Kinship of two persons who share a name or a home, when it explains all the differences. */
function relationOf(accords: Accords, foyer: boolean): readonly ContreRaisonDoublon[] | null {
  const { nom, prenom, naissance, parentEnfant } = accords;
  const liees = nom === "meme" || nom === "proche";
  if (prenom === "different" && naissance === "meme") return liees ? ["jumeaux"] : null;
  if (naissance !== "different") return null;
  if (prenom === "different") return liees || foyer ? ["conjoints"] : null;
  return liees && parentEnfant ? ["parent-enfant"] : null;
}

function raisonsDuFoyer(a: FicheDoublon, b: FicheDoublon) {
  const raisons: RaisonDoublon[] = [];
  const contre: ContreRaisonDoublon[] = [];
  if (isSame(cleTelephone(a.telephone), cleTelephone(b.telephone))) raisons.push("meme-telephone");
  if (isSame(cleCourriel(a.courriel), cleCourriel(b.courriel))) raisons.push("meme-courriel");
  const [ici, la] = [readAdresse(a.adresse, a.adresseCommune), readAdresse(b.adresse, b.adresseCommune)];
  if (ici && la && ici.rue === la.rue) {
    // An address without its flat may be the other's.
    if (ici.logement === la.logement || ici.logement === "" || la.logement === "") raisons.push("meme-adresse");
    else contre.push("logements-differents");
  }
  return { raisons, contre };
}

function isSame(a: string | null, b: string | null): boolean {
  return a !== null && a !== "" && a === b;
}

/** Compares birth names and usage names in every pair, since desks write one or the other. */
function compareNoms(a: FicheDoublon, b: FicheDoublon): Accord {
  const paires = nomsOf(a).flatMap((un) => nomsOf(b).map((autre) => compareMots(un, autre)));
  return bestOf(paires);
}

function nomsOf({ nom, nomUsage }: FicheDoublon): readonly (readonly string[])[] {
  return [motsDuNom(nom), motsDuNom(nomUsage)].filter((mots) => mots.length > 0);
}

/** Close first names of two civilities, Julien and Julie, are two persons. */
function comparePrenoms(a: FicheDoublon, b: FicheDoublon): Accord {
  const accord = bestOf([compareMots(motsDe(a.prenom), motsDe(b.prenom))]);
  const autreCivilite = a.civilite !== null && b.civilite !== null && a.civilite !== b.civilite;
  return accord === "proche" && autreCivilite ? "different" : accord;
}

function bestOf(accords: readonly Accord[]): Accord {
  return (["meme", "proche", "different"] as const).find((accord) => accords.includes(accord)) ?? "inconnu";
}

/** Compound names are also compared word by word: « Martin » and « Martin-Dupuis », « Jean » and « Jean-Pierre ». */
function compareMots(a: readonly string[], b: readonly string[]): Accord {
  if (a.length === 0 || b.length === 0) return "inconnu";
  const [un, autre] = [a.join(""), b.join("")];
  if (un === autre || (a.length === b.length && a.toSorted().join(" ") === b.toSorted().join(" "))) return "meme";
  if (sontProches(un, autre)) return "proche";
  const [court, long] = a.length <= b.length ? [a, b] : [b, a];
  const partie = court.length < long.length && court.every((mot) => mot.length > 2 && long.includes(mot));
  return partie ? "proche" : "different";
}

/** Are name and first name swapped? « Paul Martin » and « Martin Paul ». */
function sontInverses(a: FicheDoublon, b: FicheDoublon): boolean {
  const droit = compareMots(motsDe(a.prenom), motsDe(b.prenom));
  if (droit !== "different") return false;
  const croise = (un: FicheDoublon, autre: FicheDoublon) =>
    nomsOf(un).some((mots) => compareMots(mots, motsDuNom(autre.prenom)) === "meme");
  return croise(a, b) && croise(b, a);
}

/** `proche`: day and month swapped, or one digit less than ten years apart; a parent and a child may also differ by one digit. */
function compareNaissances(a: string | null, b: string | null): Accord {
  if (!a || !b) return "inconnu";
  if (a === b) return "meme";
  const [an = "", mois = "", jour = ""] = a.split("-");
  if (`${an}-${jour}-${mois}` === b) return "proche";
  const differents = [...a].filter((chiffre, rang) => chiffre !== b[rang]).length;
  return differents === 1 && Math.abs(Number(an) - Number(b.slice(0, 4))) < 10 ? "proche" : "different";
}
