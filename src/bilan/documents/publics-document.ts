import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { readManque } from "#droit/regles/dire-verdict.ts";
import { type APropos, PARTENAIRES } from "#socle/documents/a-propos.ts";
import { note } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage } from "#socle/documents/document.ts";
import { type Feuille, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { feuilleOf, tableauOf } from "#socle/documents/table.ts";
import type { Valeur } from "#socle/documents/valeur.ts";
import { LIBELLE_VERDICT, MOIS } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { PAR_BAILLEUR } from "../images/publics-tables.ts";
import type {
  ConstatQuart,
  EcartListe,
  LigneRapprochement,
  PublicsPrioritaires,
  RapprochementListes,
} from "../lectures/public-prioritaire/publics.ts";
import { feuilleMethode, feuilleSources, lastSource, sayMethodes, saySources } from "./feuille-methode.ts";
import { composeMethode } from "./methode.ts";
import { tableauAvantApres, tableauCategories, tableauConstats, tableauEcarts } from "./publics-tableaux.ts";
import { libelleConfiance } from "./tableaux.ts";

/** The page's sentences as a document, in the same order. */
export function composePublics(publics: PublicsPrioritaires): DocumentMisEnPage {
  const titre = `Publics prioritaires ${publics.annee}`;
  return {
    titre,
    territoire: publics.nomBailleur === null ? publics.nom : `${publics.nom}, ${publics.nomBailleur}`,
    entete: [titre, publics.nom, ...(publics.demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: "édition de travail, non figée",
    bandeau: publics.demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Territoire", valeur: `${publics.nom} (SIREN ${publics.territoire})` },
      { terme: "Compté", valeur: compteOf(publics) },
    ],
    sections: [
      { titre: "Réponse", blocs: paragraphes(publics.reponse) },
      {
        titre: "Logements réservés",
        blocs: [tableauConstats("", "Réservataire", publics.reservataires), ...inconnu(publics)],
      },
      {
        titre: "Logements non réservés (règle à confirmer)",
        blocs: [tableauConstats("", "Bailleur", publics.nonReserves)],
      },
      {
        titre: "État et autres réservataires, sans seuil",
        blocs: [tableauConstats("", "Réservataire", publics.sansTest)],
      },
      { titre: "DALO", blocs: paragraphes(phrasesDalo(publics)) },
      { titre: "Travailleurs essentiels", blocs: paragraphes([publics.travailleurs.phrase]) },
      ...rapprochement(publics),
      { titre: "Catégories prioritaires", blocs: [tableauCategories(publics)] },
      { titre: "Méthode et sources", blocs: composeMethode(publics) },
    ],
    date: null,
  };
}

function phrasesDalo({ dalo }: Pick<PublicsPrioritaires, "dalo">): readonly string[] {
  return [
    dalo.phrase,
    ...(dalo.objectifs ?? []).map(({ phrase, verdict }) => `${phrase} ${LIBELLE_VERDICT[verdict]}.`),
  ];
}

function compteOf({ dernierMois, enCours = null }: PublicsPrioritaires): string {
  if (dernierMois === null) return "aucun bail signé";
  return enCours === null
    ? `baux signés, de janvier à ${MOIS[dernierMois - 1]}`
    : "baux signés et publiés à ce jour, l’année est en cours";
}

function paragraphes(phrases: readonly string[]): Bloc[] {
  return phrases.map((texte) => ({ kind: "paragraphe", texte }));
}

function inconnu({ contingentInconnu }: PublicsPrioritaires): Bloc[] {
  return contingentInconnu ? [note(contingentInconnu.phrase)] : [];
}

function rapprochement({ rapprochement: lu }: PublicsPrioritaires): DocumentMisEnPage["sections"] {
  if (lu === null) return [];
  const tables =
    lu.listes.length === 0 ? [] : [tableauAvantApres(lu), tableauOf(PAR_BAILLEUR, lu.parBailleur), ...ecarts(lu)];
  return [{ titre: "SNE, SYPLO et listes des bailleurs", blocs: [...paragraphes(lu.phrases), ...tables] }];
}

/** A frozen report keeps the counts, without the leases. */
function ecarts(lu: RapprochementListes): Bloc[] {
  return lu.ecarts.length === 0 ? [] : [tableauEcarts(lu)];
}

/** The figures, then the leases to correct, one per row; a bailleur gets only its own. No household number or name. */
export function renderPublicsXlsx(publics: PublicsPrioritaires): Promise<Uint8Array> {
  const lu = publics.rapprochement;
  return renderClasseur(aProposOf(publics), [
    ["Réponse", reponse(publics)],
    ["Réservataires", constats(publics)],
    ...(lu ? ([["Corrections", feuilleOf(CORRECTIONS, lu.ecarts)]] as const) : []),
    ...(lu
      ? ([["Par bailleur", feuilleOf({ colonnes: [SIREN, ...PAR_BAILLEUR.colonnes] }, lu.parBailleur)]] as const)
      : []),
    ["Catégories", feuilleOf(CATEGORIES, publics.categories)],
    ["Méthode", feuilleMethode(publics)],
    ["Sources", feuilleSources(publics)],
  ]);
}

function aProposOf(publics: PublicsPrioritaires): APropos {
  return {
    titre: `Publics prioritaires ${publics.annee}`,
    territoire: publics,
    jour: lastSource(publics),
    periode: `${publics.annee}, ${compteOf(publics)}`,
    pour: PARTENAIRES,
    sources: saySources(publics),
    methode: sayMethodes(publics),
    autres: publics.nomBailleur === null ? [] : [["Bailleur", publics.nomBailleur]],
  };
}

function reponse({
  reponse: phrases,
  dalo,
  travailleurs,
  rapprochement: lu,
  demonstration,
}: PublicsPrioritaires): Feuille {
  return {
    colonnes: textes(["Réponse", 140]),
    lignes: [
      ...phrases,
      ...phrasesDalo({ dalo }),
      travailleurs.phrase,
      ...(lu?.phrases ?? []),
      ...(demonstration ? ["Données de démonstration"] : []),
    ].map((phrase): Valeur[] => [phrase]),
  };
}

function constats(publics: PublicsPrioritaires): Feuille {
  const own = [...publics.reservataires, ...publics.nonReserves, ...publics.sansTest];
  return feuilleOf(CONSTATS, publics.contingentInconnu ? [...own, publics.contingentInconnu] : own);
}

const CONSTATS = defineTable<ConstatQuart>({
  code: "constats",
  titre: "Réservataires et logements non réservés",
  colonnes: [
    {
      code: "contingent",
      titre: "Contingent",
      largeur: 26,
      valeur: ({ contingent }) => LIBELLE_CONTINGENT[contingent],
    },
    { code: "nom", titre: "Nom", definition: "Nom de l’organisme.", largeur: 30, valeur: ({ nom }) => nom },
    {
      code: "attributions",
      titre: "Attributions",
      definition: "Attributions suivies d’un bail signé, comptées au dénominateur.",
      genre: "nombre",
      valeur: ({ assiette }) => assiette,
    },
    {
      code: "realise",
      titre: "DALO ou prioritaires",
      definition: "Attributions à des ménages reconnus DALO ou d’un public prioritaire.",
      genre: "nombre",
      valeur: ({ realise }) => realise,
    },
    {
      code: "dalo",
      titre: "Dont DALO",
      definition: "Parmi elles, attributions à des ménages reconnus prioritaires au titre du DALO.",
      genre: "nombre",
      valeur: ({ dalo }) => dalo,
    },
    {
      code: "dalo_inconnu",
      titre: "DALO inconnus",
      definition: "Attributions dont la reconnaissance DALO n’est pas renseignée.",
      genre: "nombre",
      valeur: ({ daloInconnu }) => daloInconnu,
    },
    {
      code: "indecis",
      titre: "Statuts inconnus",
      definition: "Attributions dont la priorité n’est pas renseignée.",
      genre: "nombre",
      valeur: ({ indecis }) => indecis,
    },
    {
      code: "contingent_inconnu",
      titre: "Contingents inconnus",
      definition: "Attributions dont le contingent n’est pas renseigné.",
      genre: "nombre",
      valeur: ({ contingentInconnu }) => contingentInconnu,
    },
    {
      code: "doublons",
      titre: "Doubles possibles",
      definition: "Baux peut-être déjà comptés, dans les bornes seulement.",
      genre: "nombre",
      valeur: ({ doublons }) => doublons ?? null,
    },
    {
      code: "part",
      titre: "Part",
      definition: "Part atteinte, de 0 à 100 %.",
      genre: "taux",
      valeur: ({ taux }) => taux,
    },
    {
      code: "borne_basse",
      titre: "Borne basse",
      definition: "Plus petite part possible, selon ce qu’on ignore.",
      genre: "taux",
      valeur: ({ bornes }) => bornes?.[0] ?? null,
    },
    {
      code: "borne_haute",
      titre: "Borne haute",
      definition: "Plus grande part possible, selon ce qu’on ignore.",
      genre: "taux",
      valeur: ({ bornes }) => bornes?.[1] ?? null,
    },
    {
      code: "plancher",
      titre: "Plancher",
      definition: "Taux fixé par la loi au dernier jour compté.",
      genre: "taux",
      valeur: ({ plancher }) => plancher?.taux ?? null,
    },
    {
      code: "attendu",
      titre: "À atteindre",
      definition: "Nombre d’attributions qu’il faut pour tenir le taux, arrondi au-dessus.",
      genre: "nombre",
      valeur: ({ attendu }) => attendu,
    },
    {
      code: "manque",
      titre: "Manque",
      definition: "Nombre d’attributions qui manquent pour atteindre l’objectif ; 0 s’il est atteint.",
      genre: "nombre",
      valeur: ({ verdict, manque }) => readManque({ verdict, manque: manque ?? 0 }),
    },
    { code: "verdict", titre: "Verdict", largeur: 14, valeur: ({ verdict }) => verdict },
    {
      code: "confiance",
      titre: "Confiance",
      definition: "Sûreté de la source : A, texte lu ; B, à confirmer.",
      largeur: 16,
      valeur: ({ plancher }) => plancher && libelleConfiance(plancher.confiance),
    },
  ],
});

const CORRECTIONS = defineTable<EcartListe>({
  code: "corrections",
  titre: "Baux à corriger",
  colonnes: [
    { code: "siren", titre: "SIREN", largeur: 12, valeur: ({ bailleur }) => bailleur },
    { code: "bailleur", titre: "Bailleur", largeur: 30, valeur: ({ nomBailleur }) => nomBailleur },
    {
      code: "nature",
      titre: "Nature",
      definition: "Priorité non cochée, ou cochée sans figurer sur une liste.",
      largeur: 16,
      valeur: ({ nature }) => nature,
    },
    { code: "mois", titre: "Mois", genre: "nombre", valeur: ({ mois }) => mois },
    {
      code: "reservataire",
      titre: "Réservataire",
      largeur: 28,
      valeur: ({ contingent }) => LIBELLE_CONTINGENT[contingent],
    },
    {
      code: "fichier",
      titre: "Fichier du SNE",
      definition: "Ce que le fichier du SNE écrit de la priorité.",
      largeur: 34,
      valeur: ({ fichier }) => fichier,
    },
    {
      code: "ligne",
      titre: "Ligne",
      definition: "Ligne du fichier ou du tableau d’origine.",
      genre: "nombre",
      valeur: ({ ligne }) => ligne,
    },
    {
      code: "listes",
      titre: "Sur les listes",
      definition: "Listes de la préfecture ou du bailleur où le ménage figure.",
      largeur: 50,
      valeur: ({ listes }) => listes || null,
    },
    {
      code: "action",
      titre: "À faire",
      definition: "Correction à porter dans le SNE.",
      largeur: 80,
      valeur: ({ action }) => action,
    },
  ],
});

const SIREN: Colonne<LigneRapprochement> = {
  code: "siren",
  titre: "SIREN",
  largeur: 12,
  valeur: ({ siren }) => siren,
};

const CATEGORIES = defineTable<PublicsPrioritaires["categories"][number]>({
  code: "categories",
  titre: "Catégories prioritaires",
  colonnes: [
    { code: "code", titre: "Code", largeur: 10, valeur: ({ code }) => code },
    {
      code: "public",
      titre: "Public",
      definition: "Public prioritaire, tel que le texte le nomme.",
      largeur: 80,
      valeur: ({ libelle }) => libelle,
    },
    {
      code: "origine",
      titre: "Origine",
      definition: "Liste nationale, ou liste ajoutée par le territoire.",
      largeur: 10,
      valeur: ({ origine }) => origine,
    },
    {
      code: "depuis",
      titre: "Depuis",
      definition: "Premier jour d’application.",
      genre: "jour",
      largeur: 12,
      valeur: ({ depuis }) => depuis,
    },
    {
      code: "jusque",
      titre: "Jusque",
      definition: "Dernier jour d’application ; vide, toujours en vigueur.",
      genre: "jour",
      largeur: 12,
      valeur: ({ jusque }) => jusque,
    },
    {
      code: "texte",
      titre: "Texte",
      definition: "Article ou liste qui définit ce public.",
      largeur: 60,
      valeur: ({ reference }) => reference,
    },
    {
      code: "confiance",
      titre: "Confiance",
      definition: "Sûreté de la source : A, texte lu ; B, à confirmer.",
      largeur: 16,
      valeur: ({ confiance }) => libelleConfiance(confiance),
    },
  ],
});
