import { CADRES_OPERATION, GENRES_OPERATION } from "#donnees/regles/programme/operation.ts";
import { isRelu, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { type Lecture, writeNombre, writeTexte } from "#socle/routes/serveur/lecture.ts";
import type { RegleDemandee } from "../actes/regles/ecrire-regle.ts";
import type { CommunePlh } from "../lectures/regles/ports.ts";
import { TRANCHES_MAX } from "../pages/regles-formulaire.tsx";
import { CONTRAINTES, type TranchePlh } from "../regles/plh-tranche.ts";
import { type GenreRegle, type ParametresRegle, SENS_REGLE, type VersionRegle } from "../regles/regle.ts";

/** « 29,4 » as 0.294; empty is null. */
function taux(l: Lecture, champ: string, libelle: string): number | null {
  const valeur = nombre(l, champ, libelle);
  return valeur === null ? null : Math.round(valeur * 10_000) / 1_000_000;
}

function nombre(l: Lecture, champ: string, libelle: string): number | null {
  const valeur = valeurDe(l.saisie, champ)
    .replaceAll(/[\s\u00a0\u202f%]/g, "")
    .replace(",", ".");
  if (valeur === "") return null;
  if (/^\d{1,9}(\.\d{1,4})?$/.test(valeur)) return Number(valeur);
  l.fail(champ, `${libelle} : écrivez un nombre, par exemple 29,4.`);
  return null;
}

/** A field that must hold a number; what it gives for one that does not is never used. */
function requis(l: Lecture, champ: string, libelle: string, read: typeof nombre): number {
  const valeur = read(l, champ, libelle);
  if (valeur === null && valeurDe(l.saisie, champ).trim() === "") l.fail(champ, `${libelle} : écrivez-le.`);
  return valeur ?? 0;
}

function readParametres(l: Lecture, genre: GenreRegle): ParametresRegle {
  const cadres = l.several("cadres", CADRES_OPERATION);
  switch (genre) {
    case "reconstitution-part":
      return { genre, min: taux(l, "min", "Part minimale"), max: taux(l, "max", "Part maximale"), cadres };
    case "reconstitution-plai":
      return { genre, min: requis(l, "min", "Part minimale", taux), cadres };
    case "neuf-hors-qpv-plai":
      return { genre, min: requis(l, "min", "Part minimale", taux), genres: readGenres(l), cadres };
    case "neuf-hors-qpv-baux":
      return { genre, min: taux(l, "min", "Part minimale"), genres: readGenres(l), cadres };
    case "production-annuelle":
      return {
        genre,
        parAn: requis(l, "parAn", "Logements par an", nombre),
        debut: requis(l, "debut", "Première année", nombre),
        fin: requis(l, "fin", "Dernière année", nombre),
        cadres,
      };
    case "part-residences-principales":
      return readResidences(l);
    case "taux-communes":
      return {
        genre,
        tranches: Array.from({ length: TRANCHES_MAX }, (_, rang) => readTranche(l, rang)).filter((one) => one !== null),
        plafond: taux(l, "plafond", "Écrêtement"),
        reference: requis(l, "reference", "Année de référence", nombre),
        horizon: requis(l, "horizon", "Année visée", nombre),
      };
  }
}

function readGenres(l: Lecture) {
  const genres = l.several("genres", GENRES_OPERATION);
  if (genres.length === 0) l.fail("genres", "Genres d’opérations : cochez-en un au moins.");
  return genres;
}

function readResidences(l: Lecture): ParametresRegle {
  const annee = nombre(l, "departAnnee", "Année de départ");
  const depart = taux(l, "departTaux", "Taux de départ");
  return {
    genre: "part-residences-principales",
    commune: l.textOrNull("commune"),
    sens: l.choice("sens", "Le taux doit être", SENS_REGLE),
    cible: requis(l, "cible", "Taux visé", taux),
    horizon: requis(l, "horizon", "Année visée", nombre),
    perimetre: nombre(l, "perimetre", "Année du périmètre"),
    depart: annee === null || depart === null ? null : { annee, taux: depart },
  };
}

function readTranche(l: Lecture, rang: number): TranchePlh | null {
  const points = taux(l, `t${rang}points`, `Tranche ${rang + 1}, points`);
  if (points === null) return null;
  const de = `Tranche ${rang + 1}`;
  return {
    points,
    population: { plusDe: nombre(l, `t${rang}popPlus`, de), moinsDe: nombre(l, `t${rang}popMoins`, de) },
    taux: { plusDe: taux(l, `t${rang}tauxPlus`, de), moinsDe: taux(l, `t${rang}tauxMoins`, de) },
    ouContrainte: valeurDe(l.saisie, `t${rang}contrainte`) === "oui",
  };
}

type Ecrite = Omit<RegleDemandee, "epci" | "aujourdhui" | "synthetique">;

/** Longer than the other texts of a form: a table is quoted whole. */
const TEXTE_REGLE_MAX = 3_000;

/** What the form says; its mistakes are in `l`. */
export function readRegle(l: Lecture, genre: GenreRegle): Ecrite {
  const parametres = readParametres(l, genre);
  const depuis = l.dayOrNull("depuis", "Premier jour");
  if (depuis === null && valeurDe(l.saisie, "depuis") === "") l.fail("depuis", "Premier jour : donnez la date.");
  return {
    genre,
    commune: parametres.genre === "part-residences-principales" ? (parametres.commune ?? "") : "",
    parametres: valeurDe(l.saisie, "fermer") === "oui" ? null : parametres,
    depuis: depuis ?? "",
    jusque: l.dayOrNull("jusque", "Dernier jour"),
    texte: l.textOrNull("texte", TEXTE_REGLE_MAX) ?? "",
    reference: l.text("reference-texte", "Texte d’où elle vient"),
    confiance: l.choice("confiance", "Confiance", ["S", "R", "M", "B"]),
    relu: isRelu(l.saisie),
  };
}

/** A version as the form shows it, for the one that follows it. */
export function writeRegle({ parametres, texte, reference, confiance, commune }: VersionRegle): SaisieFormulaire {
  return {
    ...(parametres ? writeParametres(parametres) : { commune: [commune] }),
    texte: [texte],
    "reference-texte": [reference],
    confiance: [confiance],
  };
}

const pourcent = (part: number | null) => writeNombre(part === null ? null : Math.round(part * 1_000_000) / 10_000);

function writeParametres(p: ParametresRegle): SaisieFormulaire {
  switch (p.genre) {
    case "reconstitution-part":
      return { min: pourcent(p.min), max: pourcent(p.max), cadres: p.cadres };
    case "reconstitution-plai":
      return { min: pourcent(p.min), cadres: p.cadres };
    case "neuf-hors-qpv-plai":
    case "neuf-hors-qpv-baux":
      return { min: pourcent(p.min), genres: p.genres, cadres: p.cadres };
    case "production-annuelle":
      return { parAn: writeNombre(p.parAn), debut: writeNombre(p.debut), fin: writeNombre(p.fin), cadres: p.cadres };
    case "part-residences-principales":
      return {
        commune: writeTexte(p.commune),
        sens: [p.sens],
        cible: pourcent(p.cible),
        horizon: writeNombre(p.horizon),
        perimetre: writeNombre(p.perimetre),
        departAnnee: writeNombre(p.depart?.annee ?? null),
        departTaux: pourcent(p.depart?.taux ?? null),
      };
    case "taux-communes":
      return {
        plafond: pourcent(p.plafond),
        reference: writeNombre(p.reference),
        horizon: writeNombre(p.horizon),
        ...Object.fromEntries(p.tranches.flatMap(writeTranche)),
      };
  }
}

function writeTranche({ population, taux: rates, points, ouContrainte }: TranchePlh, rang: number) {
  return [
    [`t${rang}points`, pourcent(points)],
    [`t${rang}popPlus`, writeNombre(population.plusDe)],
    [`t${rang}popMoins`, writeNombre(population.moinsDe)],
    [`t${rang}tauxPlus`, pourcent(rates.plusDe)],
    [`t${rang}tauxMoins`, pourcent(rates.moinsDe)],
    [`t${rang}contrainte`, ouContrainte ? ["oui"] : []],
  ] as const;
}

/** One line of a commune, as typed. */
export function readCommune(l: Lecture): Omit<CommunePlh, "synthetique"> {
  return {
    commune: l.text("commune", "Commune"),
    annee: requis(l, "annee", "Année", entier),
    population: entier(l, "population", "Habitants"),
    residencesPrincipales: entier(l, "residences_principales", "Résidences principales"),
    logementsSociaux: entier(l, "logements_sociaux", "Logements sociaux"),
    constructionNeuve: entier(l, "construction_neuve", "Construction neuve"),
    contrainte: l.choice("contrainte", "Contrainte d’urbanisme", CONTRAINTES),
    source: l.text("source", "D’où viennent ces chiffres"),
  };
}

function entier(l: Lecture, champ: string, libelle: string): number | null {
  const valeur = nombre(l, champ, libelle);
  if (valeur === null || (Number.isInteger(valeur) && valeur <= ENTIER_MAX)) return valeur;
  l.fail(champ, `${libelle} : écrivez un nombre entier.`);
  return null;
}

const ENTIER_MAX = 5_000_000;
