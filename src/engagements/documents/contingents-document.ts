import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, Definition, DocumentMisEnPage, TableauBloc } from "#socle/documents/document.ts";
import { type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { type ColonneTexte, tableauTextes } from "#socle/documents/tableau-textes.ts";
import { formatJour, formatNombre, formatTaux, formatTauxCourt, INCONNU } from "#socle/regles/shared/format.ts";
import type { BilanFlux, VentilationFlux } from "../lectures/contingent/bilan-flux.ts";
import type { CompteurConvention } from "../lectures/contingent/contingents.ts";
import type { BilanFluxTransmis } from "../lectures/contingent/ports.ts";
import { formatConnu, formatImputees } from "../regles/contingent/format-compte.ts";

type Transmission = Pick<BilanFluxTransmis, "numero" | "transmisLe" | "empreinte" | "nomReservataire"> | null;

/** The yearly bilan of the flux, laid out: the very figures of the page. A transmitted one carries its date and its hash. */
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
        blocs: [...bilan.phrases.map(paragraphe), tableauContingents(bilan)],
      },
      {
        titre: "Détails demandés",
        blocs: bilan.ventilations.map((v): Bloc => tableauVentilation(bilan, v)),
      },
      { titre: "Conventions de flux", blocs: blocsConventions(bilan) },
      { titre: `Logements sortis du flux, prévus en ${bilan.prevision.annee}`, blocs: [blocPrevision(bilan)] },
      {
        titre: "À confirmer",
        blocs: bilan.aConfirmer.map(paragraphe),
      },
    ],
    fiches: [],
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

function tableauContingents(bilan: BilanFlux): TableauBloc {
  return tableauTextes(
    `Baux signés en ${bilan.annee}, par contingent`,
    [
      ["Contingent", 3],
      ["Baux", 1, true],
    ],
    bilan.contingents.map(({ libelle, nombre }) => [libelle, formatNombre(nombre)]),
    { total: ["Ensemble", formatNombre(bilan.total)] },
  );
}

function tableauVentilation(bilan: BilanFlux, { titre, lignes }: VentilationFlux): TableauBloc {
  return tableauTextes(
    `Par ${titre.toLowerCase()}`,
    [
      [titre, 2.4],
      ...bilan.contingents.map(({ libelle }): ColonneTexte => [libelle, 1.4, true]),
      ["Ensemble", 1.2, true],
    ],
    lignes.map(({ libelle, nombre, parContingent }) => [
      libelle,
      ...parContingent.map(formatNombre),
      formatNombre(nombre),
    ]),
    { total: ["Ensemble", ...bilan.contingents.map(({ nombre }) => formatNombre(nombre)), formatNombre(bilan.total)] },
  );
}

function blocsConventions({ compteurs }: BilanFlux): Bloc[] {
  if (compteurs.length === 0) {
    return [note("Aucune convention de flux ne couvre l’année : il n’y a pas de part à atteindre.")];
  }
  const parts = tableauTextes(
    "Part atteinte",
    [
      ["Réservataire", 2],
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
      convention.nomBailleur,
      perimetre,
      formatTauxCourt(convention.part),
      formatConnu(assiette.base),
      formatConnu(compteur.objectif),
      formatImputees(compteur.certaines, compteur.possibles),
      compteur.partAtteinte === null ? INCONNU : formatTaux(compteur.partAtteinte),
    ]),
  );
  const lignes = compteurs.flatMap((compteur) => linesOf(compteur));
  if (lignes.length === 0) {
    return [parts, note("Aucune ligne de l’assiette n’est saisie.")];
  }
  const assiette = tableauTextes(
    "Assiette et soustractions (à confirmer)",
    [
      ["Réservataire", 2],
      ["Bailleur", 2],
      ["Ligne", 4],
      ["Logements", 1, true],
    ],
    lignes.map(({ reservataire, bailleur, libelle, nombre }) => [
      reservataire,
      bailleur,
      libelle,
      formatNombre(nombre),
    ]),
  );
  return [parts, assiette];
}

/** Subtractions are negative numbers: the column sums to the base. */
function linesOf({ convention, lignes }: CompteurConvention) {
  return lignes.map(({ libelle, sens, nombre }) => ({
    reservataire: convention.nomReservataire,
    bailleur: convention.nomBailleur,
    libelle,
    nombre: sens * nombre,
  }));
}

function blocPrevision({ prevision: { annee, lignes } }: BilanFlux): Bloc {
  if (lignes.length === 0) return note(`Aucune prévision n’est saisie pour ${annee}.`);
  const colonnes: readonly ColonneTexte[] = [
    ["Bailleur", 2],
    ["Réservataire", 2],
    ["Motif", 4],
    ["Logements", 1, true],
  ];
  const rows = lignes.map((l) => [l.bailleur, l.reservataire, l.libelle, formatNombre(l.nombre)]);
  return tableauTextes(`Sorties prévues en ${annee}`, colonnes, rows);
}

/** The same as a workbook: one sheet a cut, then the cross table of them all, whose rows a réservataire filters. */
export function renderBilanFluxXlsx(bilan: BilanFlux, transmis: Transmission): Promise<Uint8Array> {
  return renderClasseur(bilan.titre, [
    ["Bilan", feuilleBilan(bilan, transmis)],
    ...bilan.ventilations.map((v) => [v.titre, feuilleVentilation(bilan, v)] as const),
    ["Détail croisé", feuilleDetails(bilan)],
    ["Conventions", feuilleConventions(bilan)],
    ["Assiette", feuilleAssiette(bilan)],
    ["Prévision", feuillePrevision(bilan)],
  ]);
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

function feuilleVentilation(bilan: BilanFlux, { titre, lignes }: VentilationFlux): Feuille {
  return {
    colonnes: [
      ...textes(["Code", 12], [titre, 34]),
      ...nombres(...bilan.contingents.map(({ libelle }) => libelle), "Ensemble"),
    ],
    lignes: lignes.map(({ code, libelle, parContingent, nombre }) => [code, libelle, ...parContingent, nombre]),
  };
}

function feuilleDetails({ details }: BilanFlux): Feuille {
  return {
    colonnes: [
      ...textes(
        ["Contingent", 28],
        ["Typologie", 12],
        ["Financement", 26],
        ["Quartier prioritaire", 26],
        ["Commune", 26],
        ["Période de construction", 22],
      ),
      ...nombres("Baux"),
    ],
    lignes: details.map((d) => [
      d.contingent,
      d.typologie,
      d.financement,
      d.situation,
      d.commune,
      d.construction,
      d.nombre,
    ]),
  };
}

function feuilleConventions({ compteurs }: BilanFlux): Feuille {
  return {
    colonnes: [
      ...textes(["Réservataire", 30], ["Bailleur", 30], ["Périmètre", 22]),
      { titre: "Part", format: "taux" },
      ...nombres("Assiette", "Objectif", "Imputées", "Possibles", "Reste, au moins", "Reste, au plus"),
      { titre: "Part atteinte", format: "taux" },
    ],
    lignes: compteurs.map(({ convention, perimetre, assiette, compteur }) => [
      convention.nomReservataire,
      convention.nomBailleur,
      perimetre,
      convention.part,
      assiette.base,
      compteur.objectif,
      compteur.certaines,
      compteur.possibles,
      compteur.reste?.[0] ?? null,
      compteur.reste?.[1] ?? null,
      compteur.partAtteinte,
    ]),
  };
}

function feuilleAssiette({ compteurs }: BilanFlux): Feuille {
  return {
    colonnes: [...textes(["Réservataire", 30], ["Bailleur", 30], ["Ligne", 60]), ...nombres("Logements")],
    lignes: compteurs.flatMap(linesOf).map((l) => [l.reservataire, l.bailleur, l.libelle, l.nombre]),
  };
}

function feuillePrevision({ prevision }: BilanFlux): Feuille {
  return {
    colonnes: [...textes(["Bailleur", 30], ["Réservataire", 30], ["Motif", 60]), ...nombres("Logements")],
    lignes: prevision.lignes.map((l) => [l.bailleur, l.reservataire, l.libelle, l.nombre]),
  };
}
