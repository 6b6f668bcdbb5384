import { labelDuree } from "#donnees/regles/convention/duree-objectif.ts";
import { keyLieu, labelLieu } from "#donnees/regles/convention/lieu.ts";
import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import { paragraphe } from "#socle/documents/blocs.ts";
import type {
  Bloc,
  Colonne,
  Definition,
  DocumentMisEnPage,
  SectionDocument,
  Tableau,
} from "#socle/documents/document.ts";
import { type Cellule, type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { formatCompte, formatFraction, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import type { Convention, VersionLue } from "../lectures/convention/convention.ts";
import type { CelluleObjectif, LigneObjectifs, TableObjectifs } from "../lectures/convention/table-objectifs.ts";
import { LIBELLE_APPLICATION } from "../regles/convention/application-avenant.ts";
import { keyPorteur, labelPorteur } from "../regles/convention/engagement.ts";
import {
  awaitsConfirmation,
  ETAPES,
  ETAPES_A_CONFIRMER,
  type Etape,
  LIBELLE_ETAPE,
} from "../regles/convention/etape.ts";
import { formatObjectif } from "../regles/convention/format-objectif.ts";
import {
  formatDateEtape,
  LIBELLE_ETAT,
  LIBELLE_GRAVITE,
  LIBELLE_REVISION,
  TITRE_DEROGATION,
} from "../regles/convention/libelles.ts";

/** The version shown, and its objectives as tables: the same objects as the page's. */
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

/** The notice is already beside the objectives. */
function composeControles(lue: VersionLue): Bloc[] {
  const controles = lue.controles.filter(({ phrase }) => phrase !== lue.derogation);
  if (controles.length === 0) return [paragraphe("Aucun écart relevé dans cette version.")];
  return [
    tableau(
      "",
      [colonne("Gravité", 1), colonne("Constat", 6)],
      controles.map(({ gravite, phrase }) => [LIBELLE_GRAVITE[gravite], phrase]),
    ),
  ];
}

function tableauObjectifs(table: TableObjectifs): Bloc {
  const row = (ligne: Omit<LigneObjectifs, "porteur">) => [
    ligne.nom,
    ...(table.reference === null ? [] : [ligne.base ? formatNombre(ligne.base.assiette) : "non écrites"]),
    ...ligne.cellules.map((cellule) => writeCellule(cellule, table.reference)),
  ];
  const colonnes = [
    colonne("Porteur", 2),
    ...(table.reference === null ? [] : [colonne(`Attributions ${table.reference}`, 1.2, true)]),
    // A year of rates alone needs less room than one of counts.
    ...table.annees.map((annee, rank) => colonne(String(annee), hasNombre(table, rank) ? 1.7 : 0.8, true)),
  ];
  const lignes = [...table.lignes, ...(table.somme ? [table.somme] : [])];
  return tableau(table.titre, colonnes, lignes.map(row), table.ensemble ? row(table.ensemble) : null);
}

function hasNombre({ lignes }: TableObjectifs, rank: number): boolean {
  return lignes.some(({ cellules }) => (cellules[rank]?.nombre ?? null) !== null);
}

function writeCellule(cellule: CelluleObjectif | null, reference: number | null): string {
  if (cellule === null) return "aucun";
  const base = cellule.reference;
  const suite =
    base && reference === null ? `, sur ${formatCompte(base.assiette, "attribution")} de ${base.annee}` : "";
  return `${formatObjectif(cellule)}${suite}`;
}

/** Of parts of the territory or of the year. Absent of what was frozen before they were told apart. */
function tableauTerritorialises({ noms, lieux }: Partial<Convention>, lue: Partial<VersionLue>): Bloc[] {
  const objectifs = lue.territorialises ?? [];
  if (objectifs.length === 0) return [];
  const named = new Map(Object.entries(lieux ?? {}));
  return [
    tableau(
      "Objectifs territorialisés",
      [colonne("Lieu et période", 3), colonne("Porteur", 2), colonne("Objectif", 2.6), colonne("Écrit", 1.6)],
      objectifs.map(({ objet, porteur, lieu, du, au, taux, nombre }) => [
        `${labelLieu(lieu, named)}, ${labelDuree({ du, au })}`,
        labelPorteur(porteur, noms ?? {}),
        LIBELLE_OBJET[objet],
        formatObjectif({ taux, nombre, tauxDuNombre: null }),
      ]),
    ),
  ];
}

function tableauEtapes({ etapes }: VersionLue): Bloc {
  const rows = [
    ...ETAPES.map((nature) => ({ nature, etape: etapes.find((one) => one.nature === nature) ?? null })),
    ...etapes.flatMap((etape) =>
      etape.nature === "bilan-annuel" || etape.nature === "accord-confirme" ? [{ nature: etape.nature, etape }] : [],
    ),
  ];
  return tableau(
    "",
    [colonne("Étape", 2), colonne("Date", 1.5), colonne("Acte", 3)],
    rows.map(({ nature, etape }) => [
      LIBELLE_ETAPE[nature] + (ETAPES_A_CONFIRMER.includes(nature) ? " (à confirmer)" : ""),
      formatDateEtape(etape),
      [etape?.acte ?? "", ...sayFichier(etape, etapes)].join(". "),
    ]),
  );
}

/** Who recorded the agreement, when it is not whoever gave it. */
function sayFichier(etape: Etape | null, etapes: readonly Etape[]): readonly string[] {
  if (!etape?.fichier) return [];
  const suite = awaitsConfirmation(etapes) ? ", non confirmé par l’État" : "";
  return [`Enregistré par l’EPCI d’après l’acte signé (empreinte ${etape.fichier.empreinte.slice(0, 12)})${suite}`];
}

function tableauSignataires({ signataires }: VersionLue): Bloc {
  if (signataires.length === 0) return { kind: "note", texte: "Aucun signataire inscrit." };
  return tableau(
    "",
    [colonne("Organisation", 2.5), colonne("Qualité", 2.5), colonne("Signature", 1.5)],
    signataires.map(({ nom, qualite, signeLe }) => [
      nom,
      qualite,
      signeLe === null ? "non signée" : formatJour(signeLe),
    ]),
  );
}

function composeActions({ actions }: Convention): SectionDocument[] {
  if (actions.length === 0) return [];
  const orientations = [...new Set(actions.map(({ orientation }) => orientation))];
  const blocs = orientations.map((orientation) =>
    tableau(
      orientation,
      [colonne("Action", 3), colonne("Jalons", 2), colonne("Acteurs", 2)],
      actions
        .filter((action) => action.orientation === orientation)
        .map(({ numero, titre, jalons, acteurs }) => [
          `${numero}. ${titre}`,
          jalons ?? "non écrits",
          acteurs ?? "non écrits",
        ]),
    ),
  );
  return [{ titre: "Actions", blocs }];
}

function colonne(titre: string, part: number, droite = false): Colonne {
  return { titre, part, droite };
}

function tableau(
  titre: string,
  colonnes: readonly Colonne[],
  lignes: readonly (readonly string[])[],
  total: readonly string[] | null = null,
): Bloc {
  const cells = (row: readonly string[]): Tableau["lignes"][number] =>
    row.map((texte) => ({ kind: "texte", texte }) as const);
  return {
    kind: "tableau",
    titre,
    colonnes,
    lignes: lignes.map(cells),
    total: total ? cells(total) : null,
    note: null,
  };
}

/** The version as a workbook: a line an objective, numbers as numbers, what is not written left empty. */
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
