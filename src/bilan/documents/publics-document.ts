import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { readManque } from "#droit/regles/dire-verdict.ts";
import { note } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage } from "#socle/documents/document.ts";
import { type Cellule, type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { feuilleOf, tableauOf } from "#socle/documents/table.ts";
import type { Valeur } from "#socle/documents/valeur.ts";
import { LIBELLE_VERDICT, MOIS } from "#socle/regles/shared/format.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import { PAR_BAILLEUR } from "../images/publics-tables.ts";
import type {
  ConstatQuart,
  EcartListe,
  LigneRapprochement,
  PublicsPrioritaires,
  RapprochementListes,
} from "../lectures/public-prioritaire/publics.ts";
import { feuilleMethode, feuilleSources } from "./feuille-methode.ts";
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
    fiches: [],
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
  return renderClasseur(`Publics prioritaires ${publics.annee}, ${publics.nom}`, [
    ["Réponse", reponse(publics)],
    ["Réservataires", constats(publics)],
    ...(lu ? ([["Corrections", corrections(lu.ecarts)]] as const) : []),
    ...(lu
      ? ([["Par bailleur", feuilleOf({ colonnes: [SIREN, ...PAR_BAILLEUR.colonnes] }, lu.parBailleur)]] as const)
      : []),
    ["Catégories", categories(publics)],
    ["Méthode", feuilleMethode(publics)],
    ["Sources", feuilleSources(publics)],
  ]);
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
  const taux = (titre: string) => ({ titre, format: "taux" as const });
  const own = [...publics.reservataires, ...publics.nonReserves, ...publics.sansTest];
  const all = publics.contingentInconnu ? [...own, publics.contingentInconnu] : own;
  return {
    colonnes: [
      ...textes(["Contingent", 26], ["Nom", 30]),
      ...nombres(
        "Attributions",
        "DALO ou prioritaires",
        "Dont DALO",
        "DALO inconnus",
        "Statuts inconnus",
        "Contingents inconnus",
        "Doubles possibles",
      ),
      ...["Part", "Borne basse", "Borne haute", "Plancher"].map(taux),
      ...nombres("À atteindre", "Manque"),
      ...textes(["Verdict", 14], ["Confiance", 16]),
    ],
    lignes: all.map(constatLine),
  };
}

function constatLine(constat: ConstatQuart): Cellule[] {
  const { bornes, plancher } = constat;
  return [
    LIBELLE_CONTINGENT[constat.contingent],
    constat.nom,
    constat.assiette,
    constat.realise,
    constat.dalo,
    constat.daloInconnu,
    constat.indecis,
    constat.contingentInconnu,
    constat.doublons ?? null,
    constat.taux,
    bornes?.[0] ?? null,
    bornes?.[1] ?? null,
    plancher?.taux ?? null,
    constat.attendu,
    readManque({ verdict: constat.verdict, manque: constat.manque ?? 0 }),
    constat.verdict,
    plancher ? libelleConfiance(plancher.confiance) : null,
  ];
}

function corrections(ecarts: readonly EcartListe[]): Feuille {
  return {
    colonnes: [
      ...textes(["SIREN", 12], ["Bailleur", 30], ["Nature", 16]),
      ...nombres("Mois"),
      ...textes(["Réservataire", 28], ["Fichier du SNE", 34]),
      ...nombres("Ligne"),
      ...textes(["Sur les listes", 50], ["À faire", 80]),
    ],
    lignes: ecarts.map((ecart): Cellule[] => [
      ecart.bailleur,
      ecart.nomBailleur,
      ecart.nature,
      ecart.mois,
      LIBELLE_CONTINGENT[ecart.contingent],
      ecart.fichier,
      ecart.ligne,
      ecart.listes === "" ? null : ecart.listes,
      ecart.action,
    ]),
  };
}

const SIREN: Colonne<LigneRapprochement> = { code: "siren", titre: "SIREN", largeur: 12, valeur: ({ siren }) => siren };

function categories({ categories: list }: PublicsPrioritaires): Feuille {
  return {
    colonnes: textes(
      ["Code", 10],
      ["Public", 80],
      ["Origine", 10],
      ["Depuis", 12],
      ["Jusque", 12],
      ["Texte", 60],
      ["Confiance", 16],
    ),
    lignes: list.map(({ code, libelle, origine, depuis, jusque, reference, confiance }): Cellule[] => [
      code,
      libelle,
      origine,
      depuis,
      jusque,
      reference,
      libelleConfiance(confiance),
    ]),
  };
}
