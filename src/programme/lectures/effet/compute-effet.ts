import type { Operation } from "#donnees/regles/programme/operation.ts";
import { colonne, figureOf, INCONNUE } from "#observatoire/lectures/cellule.ts";
import type { ResidenceParc } from "#observatoire/lectures/parc/ports.ts";
import {
  cleZone,
  libelleZone,
  type MailleZone,
  readZones,
  withDeclares,
  type Zones,
} from "#observatoire/lectures/zones.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import {
  addMouvements,
  type LieuActuel,
  type MouvementLieu,
  projectLieu,
  SANS_MOUVEMENT,
} from "../../regles/effet-lieu.ts";
import { ETATS_LECTURE } from "../../regles/regle.ts";
import { type Etendue, known } from "../../regles/regle-part.ts";
import { joinOccupation, type PartSousPlai, readSousPlai } from "./sous-plai.ts";

/** A part of the stock, and what the programme still does to it. */
export type Piece = {
  readonly cle: string;
  readonly nom: string;
  readonly bailleur: string | null;
  readonly commune: string;
  readonly situation: ResidenceParc["situation"];
  readonly qpv: string | null;
  readonly actuel: LieuActuel;
  readonly mouvement: MouvementLieu;
};

const CONSTRUISENT: readonly Operation["genre"][] = ["construction", "reconstitution"];

/** Effect on communes, priority neighbourhoods and résidences of what the programme has not delivered yet; none without a published stock. */
export async function computeEffet(
  base: Pick<Base, "parc" | "territoires" | "faits" | "occupations">,
  { epci, operations }: { readonly epci: string; readonly operations: readonly Operation[] },
): Promise<readonly Figure[]> {
  const millesime = (await base.parc.millesimes(epci)).at(-1);
  if (millesime === undefined) return [];
  const [residences, lues, sousPlai] = await Promise.all([
    base.parc.residences(epci, millesime),
    readZones(base, epci, millesime),
    readSousPlai(base, epci),
  ]);
  if (residences.length === 0) return [];
  const zones = withDeclares(lues, residences);
  const avenir = operations.filter(({ etat }) => ETATS_LECTURE.programme.includes(etat) && etat !== "terminee");
  const pieces = cutPieces(residences, avenir, zones);
  const source = `RPLS au ${formatJour(`${millesime.slice(0, 4)}-01-01`)} ; registre des opérations${sousPlai === null ? "" : ` ; enquête d’occupation ${sousPlai.enquete}`}`;
  const cadre = { zones, source, sousPlai };
  return [
    figureLieux(pieces, "commune", cadre),
    figureLieux(pieces, "qpv", cadre),
    figureResidences(pieces, cadre),
  ].flatMap(splitOccupation);
}

/** Twelve columns have no place on a screen: the stock, then who lives in it. */
function splitOccupation(figure: Figure): readonly Figure[] {
  const { code, titre, colonnes } = figure;
  const rang = colonnes.findIndex((colonne) => colonne.code === "occupes");
  return [
    { ...figure, colonnes: colonnes.slice(0, rang) },
    {
      ...figure,
      code: `${code}-occupation`,
      titre: `${titre}\u00A0: occupation`,
      colonnes: colonnes.slice(rang),
      carte: figure.carte === null ? null : { colonne: "vacance_apres", genre: "aplats", seuils: null },
    },
  ];
}

type Cadre = { readonly zones: Zones; readonly source: string; readonly sousPlai: PartSousPlai | null };

/** The stock by résidence and side, with its demolitions; then one piece for each place where something is built. */
export function cutPieces(
  residences: readonly ResidenceParc[],
  operations: readonly Operation[],
  zones: Pick<Zones, "quartiers">,
): readonly Piece[] {
  const demolies = operations.filter(({ genre }) => genre === "demolition");
  const parcs = residences.map((residence): Piece => {
    const { cle, nom, bailleur, commune, situation, qpv, logements, loues, modeConnu } = residence;
    const taille = residences.filter((one) => one.cle === cle).reduce((sum, one) => sum + one.logements, 0);
    return {
      cle,
      nom,
      bailleur,
      commune,
      situation,
      qpv,
      actuel: { logements, occupes: { bas: loues, haut: loues + logements - modeConnu } },
      mouvement: demolies
        .filter((operation) => operation.residences.includes(cle))
        .map((operation) => demolitionOf(operation, residences, { logements, taille }))
        .reduce(addMouvements, SANS_MOUVEMENT),
    };
  });
  const ailleurs = demolies.filter((one) => !one.residences.some((cle) => residences.some((row) => row.cle === cle)));
  const bati = operations.filter(({ genre }) => CONSTRUISENT.includes(genre));
  return [...parcs, ...[...ailleurs, ...bati].flatMap((operation) => placed(operation, zones))];
}

/** A demolition of several résidences, or of a part of one, is shared by their sizes: its ends are what each could lose. */
function demolitionOf(
  { logements, aReloger, residences: cles }: Operation,
  residences: readonly ResidenceParc[],
  { logements: ici, taille }: { readonly logements: number; readonly taille: number },
): MouvementLieu {
  const total = residences.filter(({ cle }) => cles.includes(cle)).reduce((sum, one) => sum + one.logements, 0);
  const demolis = logements === null ? { bas: 0, haut: ici } : shareOf(logements, { ici, total });
  const occupes = aReloger?.occupes ?? null;
  return {
    demolis,
    occupes:
      occupes === null ? { bas: 0, haut: demolis.haut } : shareOf(occupes, { ici, total: Math.max(total, taille) }),
    construits: known(0),
  };
}

/** All of it for the only résidence, else between what the others cannot hold and what this one can. */
function shareOf(nombre: number, { ici, total }: { readonly ici: number; readonly total: number }): Etendue {
  return { bas: Math.max(0, Math.min(ici, nombre - (total - ici))), haut: Math.min(ici, nombre) };
}

/** An operation outside the résidences of the stock: in its commune, and in its neighbourhood when the commune has a single one. */
function placed(operation: Operation, { quartiers }: Pick<Zones, "quartiers">): readonly Piece[] {
  const { id, nom, genre, commune, situation, logements, bailleur, aReloger } = operation;
  if (commune === null) return [];
  const siens = quartiers.filter(({ communes }) => communes.includes(commune));
  const taille: Etendue = logements === null ? { bas: 0, haut: null } : known(logements);
  const demolie = genre === "demolition";
  return [
    {
      cle: `operation-${id}`,
      nom,
      bailleur: bailleur?.siren ?? null,
      commune,
      situation,
      qpv: situation === "qpv" && siens.length === 1 ? (siens[0]?.code ?? null) : null,
      actuel: { logements: 0, occupes: known(0) },
      mouvement: demolie
        ? {
            demolis: taille,
            occupes: aReloger?.occupes == null ? { bas: 0, haut: logements } : known(aReloger.occupes),
            construits: known(0),
          }
        : { ...SANS_MOUVEMENT, construits: taille },
    },
  ];
}

const COLONNES: readonly ColonneFigure[] = [
  colonne("nombre", "logements", "Logements", "Logements sociaux du dernier parc publié."),
  colonne("nombre", "demolis", "À démolir", "Logements des démolitions au programme, pas encore terminées."),
  colonne(
    "nombre",
    "construits",
    "À construire",
    "Logements sociaux des constructions et reconstitutions au programme, pas encore livrées.",
  ),
  colonne("nombre", "logements_apres", "Logements après", "Logements une fois le programme livré."),
  colonne("taux", "part", "Part du parc", "Part des logements du territoire."),
  colonne("taux", "part_apres", "Part après", "La même, une fois le programme livré."),
  colonne("nombre", "occupes", "Loués", "Logements loués du dernier parc publié."),
  colonne(
    "nombre",
    "occupes_apres",
    "Loués après",
    "Logements loués si les ménages à reloger se répartissent selon les logements libres, neufs compris ; les bornes disent tous les relogés ailleurs, puis tous ici.",
  ),
  colonne("taux", "vacance", "Non loués", "Logements non loués sur tous les logements."),
  colonne("taux", "vacance_apres", "Non loués après", "La même part, une fois le programme livré."),
  colonne(
    "taux",
    "sous_plai",
    "Sous plafond PLAI",
    "Ménages occupants sous le plafond PLAI, sur ceux dont l’enquête le dit.",
  ),
  colonne(
    "taux",
    "sous_plai_apres",
    "Sous plafond PLAI après",
    "La même part parmi les ménages qui restent ; les bornes disent les ménages à reloger tous partis, puis tous restés.",
  ),
];

function figureLieux(pieces: readonly Piece[], maille: "commune" | "qpv", cadre: Cadre): Figure {
  const { zones, source } = cadre;
  const noms = new Map<string, string>();
  const cleOf = (piece: Piece) => cleZone(zones, maille as MailleZone, { ...piece, bailleurNom: null });
  const total = sumPieces(pieces);
  const lieux = [...groupBy(pieces, cleOf)]
    .map(([cle, own]) => ({ cle, libelle: libelleZone(zones, maille, cle, noms), own }))
    .toSorted((a, b) => sumPieces(b.own).actuel.logements - sumPieces(a.own).actuel.logements);
  const libres = lieux.reduce((sum, { own }) => sum + libresOf(sumPieces(own)), 0);
  return figureOf({
    code: `effet-par-${maille === "qpv" ? "quartier" : maille}`,
    titre: `Effet du programme ${maille === "qpv" ? "sur les quartiers prioritaires" : "par commune"}`,
    lecture: null,
    maille,
    colonnes: COLONNES,
    lignes: [
      ...lieux.map(
        ({ cle, libelle, own }): LigneFigure => ({
          cle,
          libelle,
          cellules: cellulesOf(own, { total, libres, cadre }),
        }),
      ),
      { cle: zones.epci, libelle: "Territoire", cellules: cellulesOf(pieces, { total, libres, cadre }), total: true },
    ],
    methode: methodeEffet(source),
    carte: maille === "commune" ? { colonne: "part_apres", genre: "aplats", seuils: null } : null,
  });
}

/** Only the résidences that a demolition touches. */
function figureResidences(pieces: readonly Piece[], cadre: Cadre): Figure {
  const total = sumPieces(pieces);
  const touchees = [...groupBy(pieces, ({ cle }) => cle)].filter(
    ([, own]) => sumPieces(own).mouvement.demolis.haut !== 0 && own.some(({ actuel }) => actuel.logements > 0),
  );
  return figureOf({
    code: "effet-par-residence",
    titre: "Effet du programme sur les résidences à démolir",
    lecture: touchees.length === 0 ? "Aucune démolition à venir ne touche une résidence du parc publié." : null,
    maille: "residence",
    colonnes: COLONNES.filter(({ code }) => !["construits", "occupes_apres", "sous_plai_apres"].includes(code)),
    lignes: touchees.map(
      ([cle, own]): LigneFigure => ({
        cle,
        libelle: own[0]?.nom ?? cle,
        chemin: `observatoire/residences/${encodeURIComponent(cle)}`,
        // Nobody is rehoused in a building that is emptied: its occupation after is not shared.
        cellules: cellulesOf(own, { total, libres: 0, cadre }),
      }),
    ),
    methode: methodeEffet(cadre.source),
  });
}

type Somme = { readonly actuel: LieuActuel; readonly mouvement: MouvementLieu };

function sumPieces(pieces: readonly Piece[]): Somme {
  const sum = (read: (piece: Piece) => number) => pieces.reduce((total, piece) => total + read(piece), 0);
  return {
    actuel: {
      logements: sum(({ actuel }) => actuel.logements),
      occupes: { bas: sum(({ actuel }) => actuel.occupes.bas), haut: sum(({ actuel }) => actuel.occupes.haut ?? 0) },
    },
    mouvement: pieces.map(({ mouvement }) => mouvement).reduce(addMouvements, SANS_MOUVEMENT),
  };
}

/** Dwellings that could house whoever leaves: not let now, less those demolished empty, and the new ones. */
function libresOf({ actuel, mouvement: { demolis, occupes, construits } }: Somme): number {
  const vides = actuel.logements - actuel.occupes.bas - (demolis.bas - Math.min(demolis.bas, occupes.bas));
  return Math.max(0, vides) + construits.bas;
}

type Question = { readonly total: Somme; readonly libres: number; readonly cadre: Cadre };

function cellulesOf(pieces: readonly Piece[], { total, libres, cadre }: Question): LigneFigure["cellules"] {
  const somme = sumPieces(pieces);
  const { actuel, mouvement } = somme;
  const effet = projectLieu(actuel, mouvement);
  const tout = projectLieu(total.actuel, total.mouvement).logements;
  const accueil = libres === 0 ? 0 : Math.min(1, libresOf(somme) / libres);
  const attendus = actuel.occupes.bas - mouvement.occupes.bas + accueil * total.mouvement.occupes.bas;
  const { bas, haut } = effet.occupes;
  const borne = Math.round(Math.min(haut ?? attendus, Math.max(bas, attendus)));
  const apres = effet.logements;
  return {
    logements: { valeur: actuel.logements },
    demolis: etendue(mouvement.demolis),
    construits: etendue(mouvement.construits),
    logements_apres: etendue(apres),
    part: part(known(actuel.logements), known(total.actuel.logements)),
    part_apres: part(apres, tout),
    occupes: etendue(actuel.occupes),
    occupes_apres: haut === null ? INCONNUE : { valeur: borne, bornes: [bas, haut] },
    vacance: part(
      { bas: actuel.logements - (actuel.occupes.haut ?? 0), haut: actuel.logements - actuel.occupes.bas },
      known(actuel.logements),
    ),
    vacance_apres:
      effet.vacance === null || apres.haut === null || apres.haut === 0
        ? INCONNUE
        : { valeur: Math.max(0, 1 - borne / apres.haut), bornes: effet.vacance },
    ...joinOccupation(cadre.sousPlai, pieces, accueil),
  };
}

/** A single number when both ends meet; unknown when one end is missing. */
function etendue({ bas, haut }: Etendue): CelluleFigure {
  if (haut === null) return INCONNUE;
  return bas === haut ? { valeur: bas } : { valeur: bas, bornes: [bas, haut] };
}

function part(lieu: Etendue, tout: Etendue): CelluleFigure {
  if (lieu.haut === null || tout.haut === null || tout.bas === 0) return INCONNUE;
  const valeur = lieu.bas / tout.bas;
  if (lieu.bas === lieu.haut && tout.bas === tout.haut) return { valeur };
  return { valeur, bornes: [lieu.bas / tout.haut, Math.min(1, lieu.haut / tout.bas)] };
}

function methodeEffet(source: string): Figure["methode"] {
  return {
    definition: [
      "Le dernier parc publié, moins les démolitions et plus les constructions au programme qui ne sont pas encore livrées. Une démolition de plusieurs résidences est bornée par ce que chacune peut perdre.",
      "Loués après, bornes : tous les ménages à reloger partent du lieu et les logements neufs y logent ses propres ménages ; tous y restent et les neufs sont loués à d’autres. Entre les deux, la valeur répartit les ménages à reloger selon les logements libres de chaque lieu, neufs compris.",
      "Sous plafond PLAI après : les ménages des résidences à démolir, dont l’enquête d’occupation donne les ressources, sont retirés de leur lieu pour la part qui n’y est pas relogée. Les ménages des logements neufs ne sont pas connus : ils ne sont pas comptés.",
    ],
    source,
    reference: "Hypothèses de Blaise, à relire avec les bailleurs : aucun texte ne dit où un ménage sera relogé",
    confiance: "B",
    reserves: [
      "Rien d’autre que le programme ne change : ni départs, ni ventes, ni nouvelles vacances.",
      "Une opération sans commune n’est d’aucun lieu ; une opération en quartier prioritaire d’une commune qui en a plusieurs est « quartier non identifié ».",
    ],
  };
}
