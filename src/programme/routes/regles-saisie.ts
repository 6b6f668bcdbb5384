import { CADRES_OPERATION, GENRES_OPERATION } from "#donnees/regles/programme/operation.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import {
  type Champ,
  type Champs,
  champ,
  choix,
  coche,
  Faute,
  jour,
  jourOuVide,
  type Lu,
  plusieurs,
  readChamps,
  relu,
  texte,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { writeNombre, writeTexte } from "#socle/routes/serveur/saisie.ts";
import type { RegleDemandee } from "../actes/regles/ecrire-regle.ts";
import type { CommunePlh } from "../lectures/regles/ports.ts";
import { TRANCHES_MAX } from "../pages/regles-formulaire.tsx";
import { CONTRAINTES, type TranchePlh } from "../regles/plh-tranche.ts";
import { type GenreRegle, type ParametresRegle, SENS_REGLE, type VersionRegle } from "../regles/regle.ts";

function nombre(libelle: string): Champ<number | null> {
  return champ((valeur) => {
    const ecrit = valeur.replaceAll(/[\s\u00a0\u202f%]/g, "").replace(",", ".");
    if (ecrit === "") return null;
    const bon = /^\d{1,9}(\.\d{1,4})?$/.test(ecrit);
    return bon ? Number(ecrit) : new Faute(`${libelle}\u00A0: écrivez un nombre, par exemple 29,4.`);
  });
}

/** « 29,4 » to 0.294; empty is null. */
function taux(libelle: string): Champ<number | null> {
  return nombre(libelle).transform((valeur) => (valeur === null ? null : Math.round(valeur * 10_000) / 1_000_000));
}

/** A required number. */
function requis(libelle: string, genre: (libelle: string) => Champ<number | null>): Champ<number> {
  return genre(libelle)
    .refine((valeur) => valeur !== null, `${libelle}\u00A0: écrivez-le.`)
    .transform((valeur) => valeur ?? 0);
}

const cadres = plusieurs(CADRES_OPERATION);
const genres = plusieurs(GENRES_OPERATION).refine(
  (coches) => coches.length > 0,
  "Genres d’opérations\u00A0: cochez-en un au moins.",
);

/** Fields of the form of a kind of rule, and the function that builds the rule from them. */
type Forme = { readonly champs: Champs; readonly read: (saisie: SaisieFormulaire) => ParametresRegle };

function forme<C extends Champs>(champs: C, of: (lu: Lu<C>, saisie: SaisieFormulaire) => ParametresRegle): Forme {
  return { champs, read: (saisie) => of(readChamps(champs, saisie), saisie) };
}

const champsTranche = (rang: number) => {
  const de = `Tranche ${rang + 1}`;
  return {
    [`t${rang}points`]: taux(`${de}, points`),
    [`t${rang}popPlus`]: nombre(de),
    [`t${rang}popMoins`]: nombre(de),
    [`t${rang}tauxPlus`]: taux(de),
    [`t${rang}tauxMoins`]: taux(de),
  };
};

const RANGS = Array.from({ length: TRANCHES_MAX }, (_, rang) => rang);

const FORMES: Readonly<Record<GenreRegle, Forme>> = {
  "reconstitution-part": forme({ min: taux("Part minimale"), max: taux("Part maximale"), cadres }, (lu) => ({
    genre: "reconstitution-part",
    ...lu,
  })),
  "reconstitution-plai": forme({ min: requis("Part minimale", taux), cadres }, (lu) => ({
    genre: "reconstitution-plai",
    ...lu,
  })),
  "neuf-hors-qpv-plai": forme({ min: requis("Part minimale", taux), genres, cadres }, (lu) => ({
    genre: "neuf-hors-qpv-plai",
    ...lu,
  })),
  "neuf-hors-qpv-baux": forme({ min: taux("Part minimale"), genres, cadres }, (lu) => ({
    genre: "neuf-hors-qpv-baux",
    ...lu,
  })),
  "reconstitution-habitants": forme({ min: taux("Part minimale"), cadres }, (lu) => ({
    genre: "reconstitution-habitants",
    ...lu,
  })),
  "production-annuelle": forme(
    {
      parAn: requis("Logements par an", nombre),
      debut: requis("Première année", nombre),
      fin: requis("Dernière année", nombre),
      cadres,
    },
    (lu) => ({ genre: "production-annuelle", ...lu }),
  ),
  "part-residences-principales": forme(
    {
      commune: texteOuVide(),
      sens: choix("Le taux doit être", SENS_REGLE),
      cible: requis("Taux visé", taux),
      horizon: requis("Année visée", nombre),
      perimetre: nombre("Année du périmètre"),
      departAnnee: nombre("Année de départ"),
      departTaux: taux("Taux de départ"),
    },
    ({ departAnnee: annee, departTaux: taux, ...lu }) => {
      const depart = annee === null || taux === null ? null : { annee, taux };
      return { genre: "part-residences-principales", ...lu, depart };
    },
  ),
  "taux-communes": forme(
    {
      plafond: taux("Écrêtement"),
      reference: requis("Année de référence", nombre),
      horizon: requis("Année visée", nombre),
      ...Object.fromEntries(RANGS.flatMap((rang) => Object.entries(champsTranche(rang)))),
    },
    ({ plafond, reference, horizon }, saisie) => {
      const tranches = RANGS.map((rang) => readTranche(saisie, rang)).filter((one) => one !== null);
      return { genre: "taux-communes", tranches, plafond, reference, horizon };
    },
  ),
};

function readTranche(saisie: SaisieFormulaire, rang: number): TranchePlh | null {
  const lu = readChamps(champsTranche(rang), saisie);
  const de = (nom: string) => lu[`t${rang}${nom}`] ?? null;
  const points = de("points");
  if (points === null) return null;
  return {
    points,
    population: { plusDe: de("popPlus"), moinsDe: de("popMoins") },
    taux: { plusDe: de("tauxPlus"), moinsDe: de("tauxMoins") },
    ouContrainte: valeurDe(saisie, `t${rang}contrainte`) === "oui",
  };
}

type Ecrite = Omit<RegleDemandee, "epci" | "aujourdhui" | "synthetique">;

/** Maximum characters, larger than for other texts: a table is quoted whole. */
const TEXTE_REGLE_MAX = 3_000;

const CHAMPS_VERSION = {
  fermer: coche(),
  depuis: jour("Premier jour"),
  jusque: jourOuVide("Dernier jour"),
  texte: texteOuVide(TEXTE_REGLE_MAX),
  "reference-texte": texte("Texte d’où elle vient"),
  confiance: choix("Confiance", ["S", "R", "M", "B"]),
  relu: relu(),
};

/** Fields of the kind of rule, with those common to all versions. */
export function champsRegle(genre: GenreRegle): Champs & typeof CHAMPS_VERSION {
  return { ...FORMES[genre].champs, ...CHAMPS_VERSION };
}

export function regleOf(genre: GenreRegle, saisie: SaisieFormulaire): Ecrite {
  const { fermer, texte, "reference-texte": reference, ...version } = readChamps(CHAMPS_VERSION, saisie);
  const parametres = FORMES[genre].read(saisie);
  return {
    genre,
    commune: parametres.genre === "part-residences-principales" ? (parametres.commune ?? "") : "",
    parametres: fermer ? null : parametres,
    texte: texte ?? "",
    reference,
    ...version,
  };
}

/** Input that shows a version, to write the next one. */
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
    case "reconstitution-habitants":
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

/** Fields of one line of a commune. */
export const CHAMPS_COMMUNE = {
  commune: texte("Commune"),
  annee: requis("Année", entier),
  population: entier("Habitants"),
  residences_principales: entier("Résidences principales"),
  logements_sociaux: entier("Logements sociaux"),
  construction_neuve: entier("Construction neuve"),
  contrainte: choix("Contrainte d’urbanisme", CONTRAINTES),
  source: texte("D’où viennent ces chiffres"),
};

export function communeOf(lu: Lu<typeof CHAMPS_COMMUNE>): Omit<CommunePlh, "synthetique"> {
  const { commune, annee, population, contrainte, source } = lu;
  return {
    commune,
    annee,
    population,
    residencesPrincipales: lu.residences_principales,
    logementsSociaux: lu.logements_sociaux,
    constructionNeuve: lu.construction_neuve,
    contrainte,
    source,
  };
}

function entier(libelle: string): Champ<number | null> {
  return nombre(libelle).refine(
    (valeur) => valeur === null || (Number.isInteger(valeur) && valeur <= 5_000_000),
    `${libelle}\u00A0: écrivez un nombre entier.`,
  );
}
