import { keyLieu, labelLieu } from "#donnees/regles/convention/lieu.ts";
import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import { paragraphe } from "#socle/documents/blocs.ts";
import type { Bloc, Definition, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { type Cellule, type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { tableauOf } from "#socle/documents/table.ts";
import { tableauTextes } from "#socle/documents/tableau-textes.ts";
import { formatCompte, formatFraction, formatJour } from "#socle/regles/shared/format.ts";
import { tablesActions } from "../images/actions-table.ts";
import { type LigneObjectif, tableDesObjectifs } from "../images/objectifs-table.ts";
import { tableTerritorialises } from "../images/territorialises-table.ts";
import type { Convention, VersionLue } from "../lectures/convention/convention.ts";
import type { TableObjectifs } from "../lectures/convention/table-objectifs.ts";
import { LIBELLE_APPLICATION } from "../regles/convention/application-avenant.ts";
import { keyPorteur, labelPorteur } from "../regles/convention/engagement.ts";
import {
  awaitsConfirmation,
  ETAPES,
  ETAPES_A_CONFIRMER,
  type Etape,
  LIBELLE_ETAPE,
} from "../regles/convention/etape.ts";
import {
  formatDateEtape,
  LIBELLE_ETAT,
  LIBELLE_GRAVITE,
  LIBELLE_REVISION,
  TITRE_DEROGATION,
} from "../regles/convention/libelles.ts";

/** The version shown, and its objectives as tables: the objects of the page. */
export type DemandeConvention = {
  readonly convention: Convention;
  readonly lue: VersionLue;
  readonly tables: readonly TableObjectifs[];
};

const TITRE = "Convention intercommunale d’attribution";

export function composeConvention({ convention, lue, tables }: DemandeConvention): DocumentMisEnPage {
  const lu = `lue au ${formatJour(convention.jour)}`;
  return {
    titre: TITRE,
    territoire: convention.nom,
    entete: [TITRE, convention.nom, ...(convention.demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: `${lue.titre}, ${lu}`,
    bandeau: convention.demonstration
      ? "Données de démonstration : ce territoire a été préparé pour essayer Blaise."
      : null,
    couverture: coverOf(convention, lue),
    sections: [
      { titre: "Objectifs", blocs: [...composeObjectifs(lue, tables), ...tableauTerritorialises(convention, lue)] },
      { titre: "Contrôles", blocs: composeControles(lue) },
      { titre: "Étapes", blocs: [tableauEtapes(lue)] },
      { titre: "Signataires", blocs: [tableauSignataires(lue)] },
      ...composeActions(convention),
    ],
    fiches: [],
    date: null,
  };
}

const AUCUN_OBJECTIF: Bloc = { kind: "note", texte: "Cette version n’écrit aucun objectif." };

function coverOf({ jour, epci, nom }: Convention, lue: VersionLue): Definition[] {
  const { signatures, revision } = lue;
  return [
    { terme: "Territoire", valeur: `${nom} (SIREN ${epci})` },
    { terme: "Version", valeur: lue.titre },
    { terme: "État", valeur: `${LIBELLE_ETAT[lue.etat]} le ${formatJour(jour)}` },
    { terme: "Depuis", valeur: lue.depuis === null ? "pas encore en vigueur" : formatJour(lue.depuis) },
    ...(lue.application ? [{ terme: "S’applique", valeur: LIBELLE_APPLICATION[lue.application] }] : []),
    { terme: "Signatures", valeur: formatFraction(signatures.faites, signatures.attendues) },
    {
      terme: "Révision",
      valeur: revision
        ? `avant le ${formatJour(revision.echeance)} (${LIBELLE_REVISION[revision.etat].toLowerCase()})`
        : `tous les ${formatCompte(lue.dureeAns, "an")}`,
    },
    { terme: "Objet", valeur: lue.objet },
  ];
}

function composeObjectifs({ derogation }: VersionLue, tables: readonly TableObjectifs[]): Bloc[] {
  return [
    ...(derogation === null ? [] : [{ kind: "alerte", titre: `${TITRE_DEROGATION}.`, texte: derogation } as const]),
    ...(tables.length === 0 ? [AUCUN_OBJECTIF] : tables.map(tableauObjectifs)),
  ];
}

/** Without the notice, already shown beside the objectives. */
function composeControles(lue: VersionLue): Bloc[] {
  const controles = lue.controles.filter(({ phrase }) => phrase !== lue.derogation);
  if (controles.length === 0) return [paragraphe("Aucun écart relevé dans cette version.")];
  return [
    tableauTextes(
      "",
      [
        ["Gravité", 1],
        ["Constat", 6],
      ],
      controles.map(({ gravite, phrase }) => [LIBELLE_GRAVITE[gravite], phrase]),
    ),
  ];
}

function tableauObjectifs(table: TableObjectifs): Bloc {
  const lignes = [...table.lignes, ...(table.somme ? [table.somme] : [])];
  return tableauOf<LigneObjectif>(tableDesObjectifs(table), lignes, { total: table.ensemble });
}

/** Objectives of parts of the territory or of the year. Absent from documents frozen before they existed. */
function tableauTerritorialises(
  convention: Partial<Convention>,
  { territorialises = [] }: Partial<VersionLue>,
): Bloc[] {
  if (territorialises.length === 0) return [];
  const { noms = {}, lieux = {} } = convention;
  return [tableauOf(tableTerritorialises({ noms, lieux }), territorialises)];
}

function tableauEtapes({ etapes }: VersionLue): Bloc {
  const rows = [
    ...ETAPES.map((nature) => ({ nature, etape: etapes.find((one) => one.nature === nature) ?? null })),
    ...etapes.flatMap((etape) =>
      etape.nature === "bilan-annuel" || etape.nature === "accord-confirme" ? [{ nature: etape.nature, etape }] : [],
    ),
  ];
  return tableauTextes(
    "",
    [
      ["Étape", 2],
      ["Date", 1.5],
      ["Acte", 3],
    ],
    rows.map(({ nature, etape }) => [
      LIBELLE_ETAPE[nature] + (ETAPES_A_CONFIRMER.includes(nature) ? " (à confirmer)" : ""),
      formatDateEtape(etape),
      [etape?.acte ?? "", ...sayFichier(etape, etapes)].join(". "),
    ]),
  );
}

/** Who recorded the agreement, when it is not its author. */
function sayFichier(etape: Etape | null, etapes: readonly Etape[]): readonly string[] {
  if (!etape?.fichier) return [];
  const suite = awaitsConfirmation(etapes) ? ", non confirmé par l’État" : "";
  return [`Enregistré par l’EPCI d’après l’acte signé (empreinte ${etape.fichier.empreinte.slice(0, 12)})${suite}`];
}

function tableauSignataires({ signataires }: VersionLue): Bloc {
  if (signataires.length === 0) return { kind: "note", texte: "Aucun signataire inscrit." };
  return tableauTextes(
    "",
    [
      ["Organisation", 2.5],
      ["Qualité", 2.5],
      ["Signature", 1.5],
    ],
    signataires.map(({ nom, qualite, signeLe }) => [
      nom,
      qualite,
      signeLe === null ? "non signée" : formatJour(signeLe),
    ]),
  );
}

function composeActions({ actions }: Convention): SectionDocument[] {
  if (actions.length === 0) return [];
  return [{ titre: "Actions", blocs: tablesActions(actions).map((one) => tableauOf(one.table, one.actions)) }];
}

/** The version as a workbook: one line per objective, numbers as numbers, empty when not written. */
export function renderConventionXlsx(demande: DemandeConvention): Promise<Uint8Array> {
  const { convention, lue, tables } = demande;
  return renderClasseur(`${TITRE}, ${convention.nom}`, [
    ["Version", feuilleVersion(convention, lue)],
    ["Objectifs", feuilleObjectifs(tables)],
    ...(lue.territorialises.length > 0 ? [["Territorialisés", feuilleTerritorialises(convention, lue)] as const] : []),
    ["Contrôles", feuilleControles(lue)],
    ["Étapes", feuilleEtapes(lue)],
    ["Signataires", feuilleSignataires(lue)],
    ["Actions", feuilleActions(convention)],
  ]);
}

function feuilleVersion(convention: Convention, lue: VersionLue): Feuille {
  const notice: Definition[] = lue.derogation === null ? [] : [{ terme: TITRE_DEROGATION, valeur: lue.derogation }];
  const demo: Definition[] = convention.demonstration
    ? [{ terme: "Avertissement", valeur: "Données de démonstration" }]
    : [];
  return {
    colonnes: textes(["Grandeur", 30], ["Valeur", 90]),
    lignes: [...coverOf(convention, lue), ...notice, ...demo].map(({ terme, valeur }) => [terme, valeur]),
  };
}

function feuilleObjectifs(tables: readonly TableObjectifs[]): Feuille {
  const rows = tables.flatMap(({ titre, lignes, ensemble }) =>
    [...lignes, ...(ensemble ? [ensemble] : [])].flatMap(({ nom, porteur, cellules }) =>
      cellules.flatMap((cellule): (readonly Cellule[])[] => {
        if (cellule === null) return [];
        const siren = porteur.type === "bailleur" ? porteur.siren : null;
        const { annee, nombre, taux, tauxDuNombre, reference } = cellule;
        return [
          [
            titre,
            String(annee),
            nom,
            siren,
            nombre,
            taux,
            tauxDuNombre,
            reference?.annee.toString() ?? null,
            reference?.assiette ?? null,
          ],
        ];
      }),
    ),
  );
  return {
    colonnes: [
      ...textes(["Objectif", 34], ["Année", 8], ["Porteur", 28], ["SIREN", 12]),
      ...nombres("Nombre écrit"),
      { titre: "Taux écrit", format: "taux" },
      { titre: "Taux du nombre", format: "taux" },
      ...textes(["Année de référence", 18]),
      ...nombres("Attributions de référence"),
    ],
    lignes: rows,
  };
}

function feuilleTerritorialises({ noms, lieux }: Convention, { territorialises }: VersionLue): Feuille {
  const named = new Map(Object.entries(lieux));
  return {
    colonnes: [
      ...textes(["Objectif", 34], ["Porteur", 28], ["Code du porteur", 24], ["Lieu", 30], ["Code du lieu", 20]),
      ...textes(["Du", 12], ["Au", 12]),
      ...nombres("Nombre écrit"),
      { titre: "Taux écrit", format: "taux" },
    ],
    lignes: territorialises.map(({ objet, porteur, lieu, du, au, nombre, taux }): Cellule[] => [
      LIBELLE_OBJET[objet],
      labelPorteur(porteur, noms),
      keyPorteur(porteur),
      labelLieu(lieu, named),
      keyLieu(lieu),
      du,
      au,
      nombre,
      taux,
    ]),
  };
}

function feuilleControles({ controles }: VersionLue): Feuille {
  return {
    colonnes: textes(["Gravité", 14], ["Année", 8], ["Constat", 100], ["Code", 26]),
    lignes: controles.map(({ gravite, annee, phrase, code }) => [
      LIBELLE_GRAVITE[gravite],
      annee === null ? null : String(annee),
      phrase,
      code,
    ]),
  };
}

function feuilleEtapes({ etapes }: VersionLue): Feuille {
  return {
    colonnes: textes(["Étape", 44], ["Date", 44], ["Acte", 70]),
    lignes: etapes.map((etape) => [LIBELLE_ETAPE[etape.nature], formatDateEtape(etape), etape.acte]),
  };
}

function feuilleSignataires({ signataires }: VersionLue): Feuille {
  return {
    colonnes: textes(["Organisation", 40], ["SIREN", 12], ["Qualité", 40], ["Signée le", 16]),
    lignes: signataires.map(({ nom, siren, qualite, signeLe }) => [nom, siren, qualite, signeLe]),
  };
}

function feuilleActions({ actions }: Convention): Feuille {
  return {
    colonnes: [...nombres("Numéro"), ...textes(["Orientation", 60], ["Action", 60], ["Jalons", 50], ["Acteurs", 50])],
    lignes: actions.map(({ numero, orientation, titre, jalons, acteurs }) => [
      numero,
      orientation,
      titre,
      jalons,
      acteurs,
    ]),
  };
}
