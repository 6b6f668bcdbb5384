import { createHash } from "node:crypto";
import type { Chaine, LigneChaine } from "#socle/lectures/journal/ports.ts";

/**
 * What is wrong, and where:
 * - `modifiee`: the line's hash is no longer that of its content;
 * - `remplacee`: a whole line, hash included; the next one still holds the former's hash;
 * - `supprimees`: lines are missing, in the middle or at the end;
 * - `ajoutees`: lines unknown to the head, or that a purge had removed;
 * - `tete`: the head does not hold the last line's hash (one of the two was replaced), or its number matches no line;
 * - `tete-absente`: lines without a head;
 * - `scelle`: the first kept line does not follow the last purged one (one of the two was replaced).
 */
export type NatureRupture = "modifiee" | "remplacee" | "supprimees" | "ajoutees" | "tete" | "tete-absente" | "scelle";

export type Rupture = {
  readonly organisation: number;
  readonly nature: NatureRupture;
  /** First and last line concerned, both included. */
  readonly numero: number;
  readonly jusqua: number;
};

/** More ruptures in one chain change nothing to what must be done. */
const RUPTURES_MAX = 200;

/** State carried from line to line of one chain. */
export type Parcours = {
  readonly chaine: Chaine;
  readonly ruptures: Rupture[];
  lignes: number;
  attendu: number;
  /** Hash that the next line must hold; null when its line is missing. */
  precedent: string | null;
  /** The previous line is already reported: its mismatch with the next one is not reported again. */
  signalee: boolean;
  /** Hash of the line named by the head. */
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

/** Lines of one chain must come in the order of their numbers. */
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
    // A head that was moved forward still holds the last line's hash.
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
  // The first line follows a constant: the replaced one is the line itself.
  else addRupture(parcours, scelle > 0 ? "scelle" : "remplacee", scelle > 0 ? scelle : numero);
}

/** Neighbours with the same fault are one rupture; a line is reported once. */
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

/** Hash that the first line of a chain holds as the previous one. */
export function hashGenese(organisation: number): string {
  return sha256(`blaise:${organisation}`);
}

/** The same text as journal.empreinte (0005-acces.sql): each field prefixed with its length in bytes, « - » when absent. */
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
