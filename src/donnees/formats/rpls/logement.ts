import type { Situation } from "#socle/regles/shared/situation.ts";
import { LOYER_M2_MAX } from "../../regles/loyer/prix.ts";
import { findAbsentes, headersOf, nameOf, openColonnes } from "../decode/colonne.ts";
import { type Entete, knownNames } from "../decode/entete.ts";
import type { LigneEnCours } from "../decode/ligne.ts";
import { frenchJour } from "../french.ts";
import type { ContexteLecture, Profil, ProfilOuvert } from "../profil.ts";
import { countConnues } from "../profil.ts";
import { refusals } from "../refusals.ts";
import type { LogementRow } from "../rows.ts";
import { joinAdresse } from "./adresse.ts";
import { AUTRES_COLONNES, COLONNES_RPLS } from "./colonnes.ts";
import { locatePoint } from "./coordonnees.ts";

const CONNUES = knownNames([...Object.values(COLONNES_RPLS).flatMap(({ noms }) => [...noms]), ...AUTRES_COLONNES]);
const MINIMUM = 4;

/** The RPLS dialects with column names: they differ by their columns, not by how a column is read. */
export const PROFIL_RPLS: Profil<"rpls"> = {
  source: "rpls",
  connues: CONNUES,
  modele: headersOf(COLONNES_RPLS),
  cherche: "RPLS (DEPCOM, QPV, NBPIECE, SURFHAB, CONV…)",
  score: (entete) => {
    const count = countConnues(entete, CONNUES);
    return count >= MINIMUM ? count : 0;
  },
  open: (entete, contexte) => openRpls(entete, contexte, { profil: findDialecte(entete), bailleur: null }),
};

/** Open files carry neither rent nor identifier; DiDo writes codes and labels in pairs. */
function findDialecte(entete: Entete): string {
  const has = (...noms: string[]) =>
    noms.some((nom) => entete.plies.includes(nom) || entete.plies.includes(`${nom}RED`));
  if (has("IDENTREP", "IDENTINT", "LOYERPRINC", "MODE", "CONTRESLOG", "SIRET")) return "rpls-loi";
  return has("QPVCODE", "REGCODE", "TYPECONSTCODE", "PLGQP24", "PLGQP15", "PLGQP")
    ? "rpls-dido-73"
    : "rpls-opendata-47";
}

/** Bailleur of a collecte file, which is in its header and not in its lines. */
export type BailleurAnnonce = { readonly siren: string; readonly nom: string | null };

type Colonnes = ReturnType<typeof openColonnes<typeof COLONNES_RPLS>>;

export function openRpls(
  entete: Entete,
  contexte: ContexteLecture,
  { profil, bailleur }: { readonly profil: string; readonly bailleur: BailleurAnnonce | null },
): ProfilOuvert<"rpls"> {
  const absentes = findAbsentes(COLONNES_RPLS, entete);
  if (absentes.length > 0) throw refusals.colonneAbsente("RPLS", absentes, entete.cells);
  const colonnes = openColonnes(COLONNES_RPLS, entete, contexte);
  const genres = new Map(Object.values(colonnes).map((colonne) => [colonne.index, colonne.genre]));
  const isDegres = /^L[OA]/.test(entete.plies[colonnes.x.index] ?? "");
  return {
    profil,
    champsAbsents: listAbsents(colonnes, bailleur !== null),
    periodeAnnoncee: null,
    nameAt: (index) => nameOf(COLONNES_RPLS, entete, index),
    genreAt: (index) => genres.get(index),
    isLegende: (cells) => profil === "rpls-dido-73" && isLegende(cells, colonnes),
    read: (ligne) => readLogement(ligne, colonnes, { bailleur, isDegres }),
  };
}

/** Descriptions and units have no digit where a commune and a number of rooms should be. */
function isLegende(cells: readonly string[], { commune, pieces }: Colonnes): boolean {
  const isText = (texte: string | undefined) => texte !== undefined && !/\d/.test(texte);
  return isText(cells[commune.index]) && (!pieces.presente || isText(cells[pieces.index]));
}

function listAbsents(c: Colonnes, hasBailleur: boolean): readonly string[] {
  const presence: Readonly<Record<keyof LogementRow, boolean>> = {
    cle: c.identRep.presente || c.identInt.presente,
    empreinte: true,
    identRep: c.identRep.presente,
    identInt: c.identInt.presente,
    bailleur: hasBailleur || c.siret.presente,
    bailleurNom: hasBailleur || c.bailleurNom.presente,
    commune: true,
    communeNom: c.communeNom.presente,
    codePostal: c.codePostal.presente,
    adresse: c.voie.presente,
    residence: c.residence.presente,
    situationDeclaree: c.qpv.presente || c.qpvCode.presente,
    qpvDeclare: c.qpvCode.presente,
    typeConstruction: c.typeConstruction.presente,
    pieces: c.pieces.presente,
    surface: c.surface.presente,
    construction: c.construction.presente,
    miseEnLocation: c.miseEnLocation.presente,
    entreePatrimoine: c.entreePatrimoine.presente,
    financement: c.financement.presente,
    conventionne: c.conventionne.presente,
    conventionLe: c.conventionLe.presente,
    mode: c.mode.presente,
    bailDepuis: c.bailDepuis.presente,
    disponibleDepuis: c.disponibleDepuis.presente,
    dureeVacance: c.dureeVacance.presente,
    loyer: c.loyer.presente,
    dpeEnergie: c.dpeEnergie.presente,
    dpeSerre: c.dpeSerre.presente,
    contingent: c.contingent.presente,
    sortie: c.sortie.presente,
    longitude: c.x.presente && c.y.presente,
    latitude: c.x.presente && c.y.presente,
  };
  return Object.entries(presence).flatMap(([champ, isPresent]) => (isPresent ? [] : [champ]));
}

type Fixe = { readonly bailleur: BailleurAnnonce | null; readonly isDegres: boolean };

function readLogement(ligne: LigneEnCours, c: Colonnes, { bailleur, isDegres }: Fixe): LogementRow | null {
  const commune = c.commune.read(ligne);
  const identRep = c.identRep.read(ligne);
  const identInt = c.identInt.read(ligne);
  const siren = bailleur?.siren ?? c.siret.read(ligne);
  const qpvCode = c.qpvCode.read(ligne);
  const surface = c.surface.read(ligne);
  const loyer = c.loyer.read(ligne);
  const point = readPoint(ligne, c, isDegres);
  checkRent(ligne, c, loyer, surface);
  const row: Omit<LogementRow, "commune"> = {
    cle: identRep ?? (siren !== null && identInt !== null ? `${siren}:${identInt}` : null),
    empreinte: ligne.empreinte,
    identRep,
    identInt,
    bailleur: siren,
    bailleurNom: bailleur?.nom ?? c.bailleurNom.read(ligne),
    communeNom: c.communeNom.read(ligne),
    codePostal: c.codePostal.read(ligne),
    adresse: readAdresse(ligne, c),
    residence: c.residence.read(ligne),
    situationDeclaree: readSituation(ligne, c, qpvCode),
    qpvDeclare: qpvCode === "hors" ? null : qpvCode,
    typeConstruction: c.typeConstruction.read(ligne),
    pieces: c.pieces.read(ligne),
    surface,
    construction: c.construction.read(ligne),
    miseEnLocation: c.miseEnLocation.read(ligne),
    entreePatrimoine: c.entreePatrimoine.read(ligne),
    financement: c.financement.read(ligne),
    conventionne: c.conventionne.read(ligne) ?? "inconnu",
    conventionLe: c.conventionLe.read(ligne),
    mode: c.mode.read(ligne),
    bailDepuis: c.bailDepuis.read(ligne),
    disponibleDepuis: c.disponibleDepuis.read(ligne),
    dureeVacance: c.dureeVacance.read(ligne),
    loyer,
    dpeEnergie: c.dpeEnergie.read(ligne),
    dpeSerre: c.dpeSerre.read(ligne),
    contingent: c.contingent.read(ligne),
    sortie: c.sortie.read(ligne),
    longitude: point ? point[0] : null,
    latitude: point ? point[1] : null,
  };
  checkDates(ligne, row, c);
  return commune === null ? null : { commune, ...row };
}

function readAdresse(ligne: LigneEnCours, c: Colonnes): string | null {
  return joinAdresse({
    numero: c.numero.read(ligne),
    repetition: c.repetition.read(ligne),
    type: c.typeVoie.read(ligne),
    voie: c.voie.read(ligne),
    complement: c.complement.read(ligne),
  });
}

function readSituation(ligne: LigneEnCours, c: Colonnes, qpvCode: string | null): Situation {
  const declare = c.qpv.read(ligne);
  if (declare === "oui") return "qpv";
  if (declare === "non") return "hors-qpv";
  // Without the bailleur's answer, the State's own geocoding (PLG_QP…) is the declared situation.
  if (qpvCode === null) return "inconnue";
  return qpvCode === "hors" ? "hors-qpv" : "qpv";
}

function readPoint(ligne: LigneEnCours, c: Colonnes, isDegres: boolean) {
  if (!c.x.presente || !c.y.presente) return null;
  const [x, y] = [c.x.read(ligne), c.y.read(ligne)];
  return x === null || y === null
    ? null
    : locatePoint(ligne, [x, y], { colonne: c.x.entete, epsg: c.epsg.read(ligne), isDegres });
}

function checkRent(ligne: LigneEnCours, c: Colonnes, loyer: number | null, surface: number | null): void {
  if (loyer === null || surface === null || loyer <= surface * LOYER_M2_MAX) return;
  ligne.warn(
    "loyer-absurde",
    c.loyer.entete,
    String(loyer),
    `Loyer de ${loyer} € pour ${surface} m², plus de ${LOYER_M2_MAX} € le m² : gardé tel quel. Vérifiez auprès du bailleur.`,
  );
}

/** A first letting follows the construction, and a lease follows the first letting. */
function checkDates(ligne: LigneEnCours, row: Omit<LogementRow, "commune">, c: Colonnes): void {
  const { construction, miseEnLocation, bailDepuis } = row;
  if (miseEnLocation !== null && bailDepuis !== null && Number(bailDepuis.slice(0, 4)) < miseEnLocation) {
    ligne.warn(
      "dates-incoherentes",
      c.bailDepuis.entete,
      bailDepuis,
      `Le bail (${frenchJour(bailDepuis)}) commence avant la première mise en location (${miseEnLocation}). Vérifiez auprès du bailleur.`,
    );
  }
  if (construction !== null && miseEnLocation !== null && miseEnLocation < construction) {
    ligne.warn(
      "dates-incoherentes",
      c.miseEnLocation.entete,
      String(miseEnLocation),
      `Mise en location (${miseEnLocation}) avant l’achèvement (${construction}). Vérifiez auprès du bailleur.`,
    );
  }
}
