import { createHash } from "node:crypto";
import type { Chaine, LigneChaine } from "#socle/lectures/journal/ports.ts";

/**
 * What is wrong, and where:
 * - `modifiee`: the line no longer has the hash of what it says;
 * - `remplacee`: a whole line, with its hash; the next one still holds the hash of the former;
 * - `supprimees`: lines are missing, in the middle or at the end;
 * - `ajoutees`: lines that the head does not know, or that a purge had removed;
 * - `tete`: the head does not hold the hash of the last line (one of the two was replaced), or its number is not that of a line;
 * - `tete-absente`: there are lines, and no head;
 * - `scelle`: the first line kept does not follow the last one purged (one of the two was replaced).
 */
export type NatureRupture = "modifiee" | "remplacee" | "supprimees" | "ajoutees" | "tete" | "tete-absente" | "scelle";

export type Rupture = {
  readonly organisation: number;
  readonly nature: NatureRupture;
  /** First and last line concerned, both included. */
  readonly numero: number;
  readonly jusqua: number;
};

/** Past this many in one chain, the rest adds nothing to what must be done. */
const RUPTURES_MAX = 200;

/** State kept from line to line of one chain. */
export type Parcours = {
  readonly chaine: Chaine;
  readonly ruptures: Rupture[];
  lignes: number;
  attendu: number;
  /** Hash that the next line must hold; null when the line that had it is missing. */
  precedent: string | null;
  /** The line just passed is already told of: that the next one does not follow it goes without saying. */
  signalee: boolean;
  /** Hash of the line that the head points at. */
  pointee: string | null;
};

export function beginChaine(chaine: Chaine): Parcours {
  return {
    chaine,
    ruptures: [],
    lignes: 0,
    attendu: (chaine.scelle?.numero ?? 0) + 1,
    precedent: chaine.scelle?.empreinte ?? hashGenese(chaine.organisation),
    signalee: false,
    pointee: pointsAt(chaine, chaine.scelle?.numero ?? 0)
      ? (chaine.scelle?.empreinte ?? hashGenese(chaine.organisation))
      : null,
  };
}

/** Lines of one chain come in the order of their numbers. */
export function followLigne(parcours: Parcours, ligne: LigneChaine): void {
  const numero = Number(ligne.numero);
  parcours.lignes += 1;
  if (numero < parcours.attendu) {
    addRupture(parcours, "ajoutees", numero);
    return;
  }
  if (numero > parcours.attendu) {
    addRupture(parcours, "supprimees", parcours.attendu, numero - 1);
    parcours.precedent = null;
  }
  const intacte = hashLigne(ligne) === ligne.empreinte;
  if (!intacte) addRupture(parcours, "modifiee", numero);
  else if (parcours.precedent !== null && parcours.precedent !== ligne.precedent) addLien(parcours, numero);
  parcours.attendu = numero + 1;
  parcours.precedent = ligne.empreinte;
  parcours.signalee = !intacte;
  if (pointsAt(parcours.chaine, numero)) parcours.pointee = ligne.empreinte;
}

/** Compares the last line with the head. */
export function endChaine(parcours: Parcours): void {
  const { chaine, attendu, pointee } = parcours;
  const derniere = attendu - 1;
  const { tete } = chaine;
  if (tete === null) {
    if (parcours.lignes > 0 || chaine.scelle) addRupture(parcours, "tete-absente", derniere);
  } else if (tete.numero > derniere) {
    // A head that was pushed forward still holds the hash of the last line.
    if (tete.empreinte === parcours.precedent) addRupture(parcours, "tete", derniere);
    else addRupture(parcours, "supprimees", attendu, tete.numero);
  } else if (tete.empreinte !== pointee) {
    addRupture(parcours, "tete", tete.numero);
  } else if (tete.numero < derniere) {
    addRupture(parcours, "ajoutees", tete.numero + 1, derniere);
  }
}

function pointsAt({ tete }: Chaine, numero: number): boolean {
  return tete?.numero === numero;
}

function addLien(parcours: Parcours, numero: number): void {
  if (parcours.signalee) return;
  const scelle = parcours.chaine.scelle?.numero ?? 0;
  if (numero > scelle + 1) addRupture(parcours, "remplacee", numero - 1);
  // What the first line of all must follow is a constant: it is the line that was replaced.
  else addRupture(parcours, scelle > 0 ? "scelle" : "remplacee", scelle > 0 ? scelle : numero);
}

/** Neighbours with the same fault are one rupture; the same line is told once. */
function addRupture(
  { chaine: { organisation }, ruptures }: Parcours,
  nature: NatureRupture,
  numero: number,
  jusqua = numero,
): void {
  const former = ruptures.at(-1);
  if (former?.nature === nature && former.numero <= numero && numero <= former.jusqua + 1) {
    ruptures[ruptures.length - 1] = { ...former, jusqua };
  } else if (ruptures.length < RUPTURES_MAX) {
    ruptures.push({ organisation, nature, numero, jusqua });
  }
}

/** What the first line of a chain holds as the hash of the line before it. */
export function hashGenese(organisation: number): string {
  return sha256(`blaise:${organisation}`);
}

/** The same text as journal.empreinte writes (0005-acces.sql): each field with its length in bytes in front, « - » for an absent one. */
export function hashLigne(ligne: LigneChaine): string {
  const { organisation, numero, le, compte, auteur, epci, acte, ressource, objet, demandeur, motif, precedent } = ligne;
  return sha256(
    [organisation, numero, le, compte, auteur, epci, acte, ressource, objet, demandeur, motif, precedent]
      .map((champ) => (champ === null ? "-" : `${Buffer.byteLength(champ)}:${champ}`))
      .join("|"),
  );
}

function sha256(texte: string): string {
  return createHash("sha256").update(texte).digest("hex");
}
