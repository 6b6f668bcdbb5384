import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { type APropos, PARTENAIRES } from "#socle/documents/a-propos.ts";
import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, Definition, DocumentMisEnPage } from "#socle/documents/document.ts";
import { type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { feuilleOf, tableauOf } from "#socle/documents/table.ts";
import { tableauTextes } from "#socle/documents/tableau-textes.ts";
import { formatJour, formatTaux, formatTauxCourt, INCONNU } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import {
  ASSIETTE,
  colonneContingent,
  DEPARTEMENTS_FLUX,
  DETAILS_FLUX,
  lignesAssiette,
  sayDepartements,
  tableContingents,
  tablePrevision,
  tableVentilation,
  totalOf,
} from "../images/bilan-flux-tables.ts";
import type { BilanFlux, VentilationFlux } from "../lectures/contingent/bilan-flux.ts";
import type { BilanFluxTransmis } from "../lectures/contingent/ports.ts";
import { formatConnu, formatImputees } from "../regles/contingent/format-compte.ts";

type Transmission = Pick<BilanFluxTransmis, "numero" | "transmisLe" | "empreinte" | "nomReservataire"> | null;

/** The yearly bilan of the flux as a document, with the page's own figures. A transmitted one has its date and hash. */
export function composeBilanFlux(bilan: BilanFlux, transmis: Transmission): DocumentMisEnPage {
  return {
    titre: bilan.titre,
    territoire: bilan.bailleur ? `${bilan.nom}, ${bilan.bailleur.nom}` : bilan.nom,
    entete: [bilan.titre, bilan.nom, ...(bilan.demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: describeVersion(bilan, transmis),
    bandeau: bilan.demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: coverOf(bilan, transmis),
    sections: [
      {
        titre: "Baux par réservataire",
        blocs: [
          ...bilan.phrases.map(paragraphe),
          tableauOf(tableContingents(bilan), bilan.contingents, { total: totalOf(bilan) }),
        ],
      },
      {
        titre: "Détails demandés",
        blocs: bilan.ventilations.map((v) =>
          tableauOf(tableVentilation(bilan, v), v.lignes, { total: totalOf(bilan) }),
        ),
      },
      { titre: "Conventions de flux", blocs: [...blocsConventions(bilan), ...blocsDepartements(bilan)] },
      { titre: `Logements sortis du flux, prévus en ${bilan.prevision.annee}`, blocs: [blocPrevision(bilan)] },
      {
        titre: "À confirmer",
        blocs: bilan.aConfirmer.map(paragraphe),
      },
    ],
    date: transmis?.transmisLe ?? null,
  };
}

function describeVersion(bilan: BilanFlux, transmis: Transmission): string {
  return transmis
    ? `Transmission ${transmis.numero} à ${transmis.nomReservataire}, figée le ${formatJour(transmis.transmisLe)}`
    : `Édition de travail du ${formatJour(bilan.etabliLe)}, non figée`;
}

function coverOf(bilan: BilanFlux, transmis: Transmission): Definition[] {
  return [
    { terme: "Territoire", valeur: `${bilan.nom} (SIREN ${bilan.territoire})` },
    { terme: "Bailleur", valeur: bilan.bailleur ? `${bilan.bailleur.nom} (SIREN ${bilan.bailleur.siren})` : "tous" },
    { terme: "Année", valeur: String(bilan.annee) },
    { terme: "Échéance", valeur: `${formatJour(bilan.echeance)} (à confirmer)` },
    { terme: "Version", valeur: describeVersion(bilan, transmis) },
    ...(transmis ? [{ terme: "Empreinte", valeur: transmis.empreinte }] : []),
  ];
}

function blocsConventions({ compteurs }: BilanFlux): Bloc[] {
  if (compteurs.length === 0) {
    return [note("Aucune convention de flux ne couvre l’année : il n’y a pas de part à atteindre.")];
  }
  const parts = tableauTextes(
    "Part atteinte",
    [
      ["Réservataire", 2],
      ["Contingent", 1.8],
      ["Bailleur", 2],
      ["Périmètre", 1.6],
      ["Part", 0.9, true],
      ["Assiette", 1, true],
      ["Objectif", 1, true],
      ["Imputées", 1.1, true],
      ["Atteint", 1, true],
    ],
    compteurs.map(({ convention, perimetre, assiette, compteur }) => [
      convention.nomReservataire,
      LIBELLE_CONTINGENT[convention.contingent],
      convention.nomBailleur,
      perimetre,
      formatTauxCourt(convention.part),
      formatConnu(assiette.base),
      formatConnu(compteur.objectif),
      formatImputees(compteur.certaines, compteur.possibles),
      compteur.partAtteinte === null ? INCONNU : formatTaux(compteur.partAtteinte),
    ]),
  );
  const lignes = lignesAssiette({ compteurs });
  if (lignes.length === 0) return [parts, note("Aucune ligne de l’assiette n’est saisie.")];
  return [parts, tableauOf(ASSIETTE, lignes)];
}

function blocsDepartements({ departements = [] }: BilanFlux): Bloc[] {
  if (departements.length === 0) return [];
  return [paragraphe(sayDepartements(departements)), tableauOf(DEPARTEMENTS_FLUX, departements)];
}

function blocPrevision({ prevision }: BilanFlux): Bloc {
  if (prevision.lignes.length === 0) return note(`Aucune prévision n’est saisie pour ${prevision.annee}.`);
  return tableauOf(tablePrevision(prevision), prevision.lignes);
}

/** The same bilan as a workbook: one sheet per cut, then the detailed cross table, which a réservataire can filter. */
export function renderBilanFluxXlsx(bilan: BilanFlux, transmis: Transmission): Promise<Uint8Array> {
  return renderClasseur(aProposOf(bilan, transmis), [
    ["Bilan", feuilleBilan(bilan, transmis)],
    ...bilan.ventilations.map((v) => [v.titre, feuilleVentilation(bilan, v)] as const),
    ["Détail croisé", feuilleOf(DETAILS_FLUX, bilan.details)],
    ["Conventions", feuilleOf(COMPTEURS, bilan.compteurs)],
    ...(bilan.departements?.length ? [["Département", feuilleOf(DEPARTEMENTS_FLUX, bilan.departements)] as const] : []),
    ["Assiette", feuilleOf(ASSIETTE, lignesAssiette(bilan))],
    ["Prévision", feuilleOf(tablePrevision(bilan.prevision), bilan.prevision.lignes)],
  ]);
}

function aProposOf(bilan: BilanFlux, transmis: Transmission): APropos {
  return {
    titre: bilan.titre,
    territoire: bilan,
    jour: transmis?.transmisLe ?? bilan.etabliLe,
    periode: `Année ${bilan.annee}`,
    pour: PARTENAIRES,
    sources: ["Baux signés et parc, tels que publiés dans Blaise."],
    methode: [...bilan.phrases, ...bilan.aConfirmer],
    autres: coverOf(bilan, transmis)
      .filter(({ terme }) => terme !== "Territoire")
      .map(({ terme, valeur }) => [terme, valeur]),
  };
}

function feuilleBilan(bilan: BilanFlux, transmis: Transmission): Feuille {
  return {
    colonnes: [...textes(["Grandeur", 40]), ...nombres("Valeur"), ...textes(["Précision", 80])],
    lignes: [
      ...coverOf(bilan, transmis).map(({ terme, valeur }) => [terme, null, valeur]),
      ["Baux signés", bilan.total, null],
      ["Logements non retrouvés dans RPLS", bilan.nonRapproches, null],
      ...bilan.contingents.map(({ libelle, nombre }) => [`Baux : ${libelle}`, nombre, null]),
      ...bilan.phrases.map((phrase) => ["Lecture", null, phrase]),
      ...bilan.aConfirmer.map((phrase) => ["À confirmer", null, phrase]),
      ...(bilan.demonstration ? [["Avertissement", null, "Données de démonstration"]] : []),
    ],
  };
}

function feuilleVentilation(bilan: BilanFlux, ventilation: VentilationFlux): Feuille {
  const code: Colonne<VentilationFlux["lignes"][number]> = {
    code: "code",
    titre: "Code",
    largeur: 12,
    valeur: (ligne) => ligne.code,
  };
  return feuilleOf({ colonnes: [code, ...tableVentilation(bilan, ventilation).colonnes] }, ventilation.lignes);
}

const COMPTEURS = defineTable<BilanFlux["compteurs"][number]>({
  code: "compteurs",
  titre: "Conventions de flux",
  colonnes: [
    {
      code: "reservataire",
      titre: "Réservataire",
      largeur: 30,
      valeur: ({ convention }) => convention.nomReservataire,
    },
    colonneContingent(({ convention }) => convention.contingent),
    { code: "bailleur", titre: "Bailleur", largeur: 30, valeur: ({ convention }) => convention.nomBailleur },
    {
      code: "perimetre",
      titre: "Périmètre",
      definition: "Territoire sur lequel porte la convention.",
      largeur: 22,
      valeur: ({ perimetre }) => perimetre,
    },
    {
      code: "part",
      titre: "Part",
      definition: "Part du flux annuel écrite dans la convention.",
      genre: "taux",
      valeur: ({ convention }) => convention.part,
    },
    {
      code: "assiette",
      titre: "Assiette",
      definition: "Logements de l’année sur lesquels porte la part du réservataire.",
      genre: "nombre",
      valeur: ({ assiette }) => assiette.base,
    },
    {
      code: "objectif",
      titre: "Objectif",
      definition: "Logements de l’année que cette part représente, arrondis.",
      genre: "nombre",
      valeur: ({ compteur }) => compteur.objectif,
    },
    {
      code: "imputees",
      titre: "Imputées",
      definition: "Attributions dont on sait qu’elles sont de ce contingent.",
      genre: "nombre",
      valeur: ({ compteur }) => compteur.certaines,
    },
    {
      code: "possibles",
      titre: "Possibles",
      definition: "Attributions qui en sont peut-être : contingent, commune ou organisme inconnu.",
      genre: "nombre",
      valeur: ({ compteur }) => compteur.possibles,
    },
    {
      code: "reste_min",
      titre: "Reste, au moins",
      definition: "Logements restant à attribuer, si toutes les attributions possibles comptent.",
      genre: "nombre",
      valeur: ({ compteur }) => compteur.reste?.[0] ?? null,
    },
    {
      code: "reste_max",
      titre: "Reste, au plus",
      definition: "Logements restant à attribuer, si aucune attribution possible ne compte.",
      genre: "nombre",
      valeur: ({ compteur }) => compteur.reste?.[1] ?? null,
    },
    {
      code: "part_atteinte",
      titre: "Part atteinte",
      definition: "Attributions certaines, rapportées à l’assiette : un minimum quand d’autres sont possibles.",
      genre: "taux",
      valeur: ({ compteur }) => compteur.partAtteinte,
    },
  ],
});
